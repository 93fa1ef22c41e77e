using System;
using System.Collections.Generic;
using System.Net;
using System.Security.Claims;
using System.Threading;
using Ws.Rpc.AspNetCore.Sessions;

namespace Ws.Rpc.AspNetCore.Hubs;

/// <summary>The context of one connection, shared by all its calls.</summary>
internal sealed class HubContext(HubConnection connection, HubConnections connections) : RpcHubContext
{
    private object? _clients;

    public override string ConnectionId => connection.Id;

    public override string? UserId => connection.UserId;

    public override ClaimsPrincipal User => connection.User;

    public override IDictionary<object, object?> Items => connection.Items;

    public override CancellationToken Aborted => connection.Session.Ended;

    public override IPAddress? RemoteIpAddress => connection.RemoteIpAddress;

    public override RpcHandshakeRequest Handshake => connection.Handshake;

    public override void Disconnect(int code, string reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        if (code is not 1000 and (< 4000 or > 4999))
        {
            throw new ArgumentOutOfRangeException(nameof(code), code, "A close code is 1000 or 4000 to 4999.");
        }

        connection.Session.BeginClose(new RpcDisconnect(RpcDisconnectReason.ClosedLocally, code, reason), flush: true);
    }

    // A hub has one callback contract, so that one place keeps its clients for all calls.
    internal override IRpcClients<TCallback> ClientsAs<TCallback>()
    {
        if (_clients is IRpcClients<TCallback> known)
        {
            return known;
        }

        var clients = new HubClients<TCallback>(connection, connections);
        _clients = clients;
        return clients;
    }
}
