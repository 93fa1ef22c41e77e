using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.AspNetCore.Rooms;

namespace Ws.Rpc.AspNetCore.Hubs;

/// <summary>The rooms of a hub as one of its connections enters and leaves them.</summary>
internal sealed class CallerRooms(RoomMember member, GroupTable rooms) : IRpcRooms
{
    public IReadOnlyCollection<string> OfCaller => member.Rooms;

    public ValueTask JoinAsync(string room, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        member.Join(room);
        return default;
    }

    public async ValueTask LeaveAsync(string room, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await member.LeaveAsync(room, RpcRoomLeaveReason.Left).ConfigureAwait(false);
    }

    public ValueTask<IReadOnlyList<string>> MembersAsync(string room, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(Array.ConvertAll(rooms.Members(room), static connection => connection.Id));
    }

    public ValueTask<int> CountAsync(string room, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(rooms.CountOf(room));
    }
}
