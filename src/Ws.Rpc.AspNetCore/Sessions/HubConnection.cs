using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Net;
using System.Security.Claims;
using System.Threading;
using Ws.Rpc.Sessions;

namespace Ws.Rpc.AspNetCore.Sessions;

/// <summary>One live connection of a hub: its session and what the handshake told of it.</summary>
internal sealed class HubConnection(RpcSession session, RpcHandshake handshake)
{
    private ConcurrentDictionary<object, object?>? _items = handshake.KnownItems;
    private volatile ClaimsPrincipal _user = handshake.User;

    public RpcSession Session { get; } = session;

    public string Id => Session.ConnectionId;

    /// <summary>The user of now; fresh credentials bring another principal of the same subject.</summary>
    public ClaimsPrincipal User
    {
        get => _user;
        set => _user = value;
    }

    public string? UserId => UserIdentity.IdOf(User);

    /// <summary>The user that the connection is found by, from its beginning to its end.</summary>
    public string? IndexedUserId { get; } = UserIdentity.IdOf(handshake.User);

    public IPAddress? RemoteIpAddress { get; } = handshake.RemoteIpAddress;

    public RpcHandshakeRequest Handshake { get; } = handshake.Request;

    // Made at the first use: most connections keep nothing.
    public IDictionary<object, object?> Items => _items
        ?? Interlocked.CompareExchange(ref _items, new ConcurrentDictionary<object, object?>(), null)
        ?? _items;
}
