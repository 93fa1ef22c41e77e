using System;
using System.Collections.Generic;
using System.Net;
using System.Security.Claims;
using System.Threading;
using Ws.Rpc.AspNetCore.Rooms;
using Ws.Rpc.AspNetCore.Sessions;

namespace Ws.Rpc.AspNetCore.Hubs;

/// <summary>The context of one connection, shared by all its calls.</summary>
internal sealed class HubContext(RoomMember member, HubDirectory directory) : RpcHubContext
{
    private object? _clients;
    private CallerRooms? _rooms;

    public override string ConnectionId => Connection.Id;

    public override string? UserId => Connection.UserId;

    public override ClaimsPrincipal User => Connection.User;

    public override IDictionary<object, object?> Items => Connection.Items;

    public override CancellationToken Aborted => Connection.Session.Ended;

    public override IPAddress? RemoteIpAddress => Connection.RemoteIpAddress;

    public override RpcHandshakeRequest Handshake => Connection.Handshake;

    public override void Disconnect(int code, string reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        if (code is not 1000 and (< 4000 or > 4999))
        {
            throw new ArgumentOutOfRangeException(nameof(code), code, "A close code is 1000 or 4000 to 4999.");
        }

        Connection.Session.BeginClose(new RpcDisconnect(RpcDisconnectReason.ClosedLocally, code, reason), flush: true);
    }

    private HubConnection Connection => member.Connection;

    internal override IRpcRooms Rooms => _rooms ??= new CallerRooms(member, directory.Rooms);

    // A hub has one callback contract, so that one place keeps its clients for all calls.
    internal override IRpcCallerClients<TCallback> ClientsAs<TCallback>()
    {
        if (_clients is IRpcCallerClients<TCallback> known)
        {
            return known;
        }

        var clients = new CallerClients<TCallback>(Connection, directory);
        _clients = clients;
        return clients;
    }
}
