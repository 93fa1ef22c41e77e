using System;
using System.Collections.Generic;
using System.Security.Claims;
using System.Text.Json;
using System.Threading;
using Microsoft.AspNetCore.Http;

namespace Ws.Rpc.AspNetCore;

/// <summary>
/// One call on its way to a hub, as filters and authorization handlers see it. Not thread-safe; valid while it runs.
/// </summary>
public abstract class RpcCallContext
{
    private protected RpcCallContext()
    {
    }

    /// <summary>
    /// Gets the wire name as the caller sent it, at most 256 bytes. Where <see cref="IsKnown"/> is <see langword="false"/> it is
    /// the caller's text: cut and escape it before it goes into a log.
    /// </summary>
    public abstract string Method { get; }

    /// <summary>Gets a value indicating whether the hub has such a method.</summary>
    public abstract bool IsKnown { get; }

    /// <summary>Gets a value indicating whether the caller wants no answer, and learns of no refusal either.</summary>
    public abstract bool IsNotification { get; }

    /// <summary>Gets the connection that calls.</summary>
    public abstract RpcHubContext HubContext { get; }

    /// <summary>Gets the user as of now: credentials may be renewed while the connection lasts.</summary>
    public ClaimsPrincipal User => HubContext.User;

    /// <summary>
    /// Gets the arguments as they were sent, an array or an object; <see langword="null"/> if there are none. Parsed at the first
    /// use. Nobody has checked yet whether they fit the method.
    /// </summary>
    /// <exception cref="InvalidOperationException">The call is over.</exception>
    /// <exception cref="RpcException">A text among them is not valid Unicode (−32602).</exception>
    public abstract JsonElement? Arguments { get; }

    /// <summary>
    /// Gets the attributes of the hub class, of the contract's method and of the method that implements it; the last of a type
    /// is the most specific. Empty for a method that does not exist.
    /// </summary>
    public abstract EndpointMetadataCollection Metadata { get; }

    /// <summary>Gets the services of the call's scope, which is also that of the hub instance.</summary>
    public abstract IServiceProvider Services { get; }

    /// <summary>Gets a token that fires when the caller cancels the call and when the connection ends.</summary>
    public abstract CancellationToken CancellationToken { get; }

    /// <summary>Gets a place for what filters of one call have to tell each other.</summary>
    public abstract IDictionary<object, object?> Items { get; }
}
