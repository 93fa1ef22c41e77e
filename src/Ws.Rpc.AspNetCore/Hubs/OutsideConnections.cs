using System;
using System.Threading.Tasks;
using Ws.Rpc.AspNetCore.Rooms;
using Ws.Rpc.AspNetCore.Sessions;

namespace Ws.Rpc.AspNetCore.Hubs;

/// <summary>Closes connections of a hub for others than their own calls.</summary>
internal sealed class OutsideConnections(HubDirectory directory) : IRpcHubConnections
{
    // Protocol section 11: 44xx lets the client come back, 4503 is its word for a client that was thrown out.
    private const int MayReconnect = 4400;
    private const int ThrownOut = 4503;

    public int Count => directory.Connections.Count;

    public ValueTask<int> DisconnectAsync(
        string connectionId, int? code = null, string reason = "Disconnected", bool allowReconnect = false)
    {
        ArgumentNullException.ThrowIfNull(connectionId);
        HubConnection[] found = directory.Connections.TryGet(connectionId, out HubConnection? connection) ? [connection] : [];
        return Close(found, code, reason, allowReconnect);
    }

    public ValueTask<int> DisconnectUserAsync(
        string userId, int? code = null, string reason = "Disconnected", bool allowReconnect = false)
    {
        ArgumentNullException.ThrowIfNull(userId);
        return Close(directory.Users.Members(userId), code, reason, allowReconnect);
    }

    public ValueTask<int> DisconnectRoomAsync(
        string room, int? code = null, string reason = "Disconnected", bool allowReconnect = false)
    {
        ArgumentNullException.ThrowIfNull(room);
        return Close(directory.Rooms.Members(room), code, reason, allowReconnect);
    }

    private static ValueTask<int> Close(HubConnection[] connections, int? code, string reason, bool allowReconnect)
    {
        ArgumentNullException.ThrowIfNull(reason);
        int sent = code ?? (allowReconnect ? MayReconnect : ThrownOut);
        bool says = sent is >= 4400 and < 4500;
        if (!says && sent is not (1000 or (>= 4500 and <= 4999)))
        {
            throw new ArgumentOutOfRangeException(nameof(code), code, "A close code is 1000 or 4400 to 4999.");
        }

        if (says != allowReconnect)
        {
            throw new ArgumentException(
                $"The code {sent} {(says ? "lets" : "does not let")} the client come back; allowReconnect is {allowReconnect}.",
                nameof(code));
        }

        foreach (HubConnection connection in connections)
        {
            connection.Session.BeginClose(new RpcDisconnect(RpcDisconnectReason.ClosedLocally, sent, reason), flush: true);
        }

        return new(connections.Length);
    }
}
