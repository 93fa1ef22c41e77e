using System;

namespace Ws.Rpc.AspNetCore;

/// <summary>
/// Holds a hub's method to a rate limit of its own, besides <see cref="RpcHubOptions.CallRateLimiter"/>. A request beyond it is
/// answered with <see cref="RpcErrorCode.RateLimited"/>, a notification is dropped and counted.
/// </summary>
/// <param name="policy">
/// The name given to <see cref="RpcHubOptions.AddRateLimitPolicy"/>; one that is not known stops the application from starting.
/// </param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = false, Inherited = true)]
public sealed class RpcRateLimitAttribute(string policy) : Attribute
{
    /// <summary>Gets the name of the policy.</summary>
    public string Policy { get; } = policy;
}
