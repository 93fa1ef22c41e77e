using System.Collections.Generic;
using System.Net;
using System.Security.Claims;
using System.Threading;

namespace Ws.Rpc.AspNetCore;

/// <summary>The connection that calls a hub. Thread-safe, except <see cref="Items"/>' values, which are yours.</summary>
public abstract class RpcHubContext
{
    private protected RpcHubContext()
    {
    }

    /// <summary>Gets the public id of the connection: unique, not a secret, fit for logs and for the client to see.</summary>
    public abstract string ConnectionId { get; }

    /// <summary>
    /// Gets the id of the user: the claim <see cref="ClaimTypes.NameIdentifier"/>, else <c>sub</c>; <see langword="null"/> if
    /// there is neither.
    /// </summary>
    public abstract string? UserId { get; }

    /// <summary>
    /// Gets the user as authenticated at the handshake, or since then by fresh credentials (protocol section 8): always the
    /// current one.
    /// </summary>
    public abstract ClaimsPrincipal User { get; }

    /// <summary>Gets a place for the application's own state of the connection. It lives as long as the connection.</summary>
    public abstract IDictionary<object, object?> Items { get; }

    /// <summary>Gets a token that fires when the connection is over.</summary>
    public abstract CancellationToken Aborted { get; }

    /// <summary>Gets the address of the peer as ASP.NET Core knows it; behind a proxy, that of ForwardedHeaders.</summary>
    public abstract IPAddress? RemoteIpAddress { get; }

    /// <summary>Gets the request by which the client connected, without its secrets.</summary>
    public abstract RpcHandshakeRequest Handshake { get; }

    /// <summary>
    /// Closes the connection without waiting for it; what is queued is sent first, for at most
    /// <see cref="RpcHubOptions.CloseTimeout"/>. The answer of a hub method that disconnects before its first await is sent, too;
    /// after one, it may come too late.
    /// </summary>
    /// <param name="code">
    /// The close code: 1000, or 4000 to 4999; 4400 to 4499 let the client reconnect, 4500 to 4599 forbid it (protocol section
    /// 11).
    /// </param>
    /// <param name="reason">A text for people, cut to 123 bytes of UTF-8.</param>
    /// <exception cref="System.ArgumentOutOfRangeException">The code is none of these.</exception>
    public abstract void Disconnect(int code, string reason);

    internal abstract IRpcRooms Rooms { get; }

    internal abstract IRpcCallerClients<TCallback> ClientsAs<TCallback>()
        where TCallback : class;
}
