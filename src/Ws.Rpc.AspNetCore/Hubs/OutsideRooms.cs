using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.AspNetCore.Rooms;

namespace Ws.Rpc.AspNetCore.Hubs;

/// <summary>The rooms of a hub as others than its callers see them.</summary>
internal sealed class OutsideRooms(HubDirectory directory) : IRpcHubRooms
{
    public ValueTask<bool> AddAsync(string connectionId, string room, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connectionId);
        cancellationToken.ThrowIfCancellationRequested();
        if (!directory.TryGetMember(connectionId, out RoomMember? member))
        {
            return new(false);
        }

        try
        {
            member.Join(room);
            return new(true);
        }
        catch (RpcConnectionException)
        {
            // It has ended since it was looked up: that is the same as having ended before.
            return new(false);
        }
    }

    public ValueTask<bool> RemoveAsync(string connectionId, string room, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connectionId);
        cancellationToken.ThrowIfCancellationRequested();
        return directory.TryGetMember(connectionId, out RoomMember? member)
            ? member.LeaveAsync(room, RpcRoomLeaveReason.Removed)
            : new(false);
    }

    public ValueTask<IReadOnlyList<string>> MembersAsync(string room, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(Array.ConvertAll(directory.Rooms.Members(room), static connection => connection.Id));
    }

    public ValueTask<int> CountAsync(string room, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(directory.Rooms.CountOf(room));
    }
}
