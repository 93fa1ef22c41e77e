using System;

namespace Ws.Rpc;

/// <summary>Changes how one method of a contract appears on the wire.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = false, Inherited = false)]
public sealed class RpcMethodAttribute : Attribute
{
    /// <summary>Keeps the default wire name: the C# name in camelCase without a trailing <c>Async</c>.</summary>
    public RpcMethodAttribute()
    {
    }

    /// <summary>Gives the method its wire name.</summary>
    /// <param name="name">
    /// The name, case-sensitive, at most 128 bytes of UTF-8, not beginning with <c>rpc.</c> or <c>$/</c>. The contract's prefix
    /// is put before it.
    /// </param>
    public RpcMethodAttribute(string name) => Name = name;

    /// <summary>Gets the wire name, or <see langword="null"/> when the default name is kept.</summary>
    public string? Name { get; }

    /// <summary>
    /// Gets or sets a value indicating whether a method of a callback contract that has no result is sent as a request, so that
    /// its task completes when the client's handler has. <see langword="false"/> by default; without effect on hub contracts,
    /// whose task-returning methods are always requests. A method that returns <see langword="void"/> cannot be acknowledged.
    /// </summary>
    public bool Acknowledged { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether the method may run twice with the effect of once, so that a call whose connection
    /// was lost may be repeated (protocol section 9). <see langword="false"/> by default: such a call fails, its outcome unknown.
    /// </summary>
    public bool Idempotent { get; set; }
}
