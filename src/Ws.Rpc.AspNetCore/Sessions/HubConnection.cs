using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Net;
using System.Security.Claims;
using System.Threading;
using Ws.Rpc.Sessions;

namespace Ws.Rpc.AspNetCore.Sessions;

/// <summary>One live connection of a hub: its session and what the handshake told of it.</summary>
internal sealed class HubConnection(RpcSession session, ClaimsPrincipal user, IPAddress? remoteIpAddress)
{
    private ConcurrentDictionary<object, object?>? _items;

    public RpcSession Session { get; } = session;

    public string Id => Session.ConnectionId;

    public ClaimsPrincipal User { get; } = user;

    public string? UserId => User.FindFirst(ClaimTypes.NameIdentifier)?.Value;

    /// <summary>The user that the connection is found by, from its beginning to its end.</summary>
    public string? IndexedUserId { get; } = user.FindFirst(ClaimTypes.NameIdentifier)?.Value;

    public IPAddress? RemoteIpAddress { get; } = remoteIpAddress;

    // Made at the first use: most connections keep nothing.
    public IDictionary<object, object?> Items => _items
        ?? Interlocked.CompareExchange(ref _items, new ConcurrentDictionary<object, object?>(), null)
        ?? _items;
}
