using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace Ws.Rpc.AspNetCore;

/// <summary>A client that wants to connect, as an <see cref="IRpcHandshakeFilter"/> sees it. Not thread-safe.</summary>
public sealed class RpcHandshake
{
    private ConcurrentDictionary<object, object?>? _items;
    private ClaimsPrincipal _user;

    internal RpcHandshake(HttpContext context)
    {
        HttpContext = context;
        Request = new RpcHandshakeRequest(context.Request);
        RemoteIpAddress = context.Connection.RemoteIpAddress;
        _user = context.User;
    }

    /// <summary>Gets the request in full, secrets included. Its response is not to be touched: reject instead.</summary>
    public HttpContext HttpContext { get; }

    /// <summary>Gets what the hub will see of the request: the same without its secrets.</summary>
    public RpcHandshakeRequest Request { get; }

    /// <summary>
    /// Gets a value indicating whether a connection comes of it; <see langword="false"/> for a plain request, which only wants to
    /// know what the answer would be.
    /// </summary>
    public bool IsWebSocket { get; internal init; }

    /// <summary>Gets the address of the client as ASP.NET Core knows it; behind a proxy, that of ForwardedHeaders.</summary>
    public IPAddress? RemoteIpAddress { get; }

    /// <summary>
    /// Gets or sets the user of the connection; what authentication found, until a filter sets another. A client whose user a
    /// filter has set cannot replace its credentials by <c>$/session/auth</c>.
    /// </summary>
    public ClaimsPrincipal User
    {
        get => _user;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _user = value;
        }
    }

    /// <summary>
    /// Gets or sets until when the user's credentials hold; then the connection is closed with 4401 (protocol section 11), and
    /// a session that can be resumed waits for the same user with fresh ones.
    /// <see langword="null"/> for as long as the connection lasts. It begins as what authentication says of its ticket.
    /// </summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>Gets what becomes <see cref="RpcHubContext.Items"/> of the connection.</summary>
    public IDictionary<object, object?> Items => _items ??= new();

    /// <summary>The items, if there are any.</summary>
    internal ConcurrentDictionary<object, object?>? KnownItems => _items;
}
