using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.AspNetCore.Sessions;
using Ws.Rpc.Diagnostics;

namespace Ws.Rpc.AspNetCore.Rooms;

/// <summary>
/// One connection and the rooms that it is in, from its beginning to its end, behind which it joins none. Thread-safe.
/// </summary>
internal sealed class RoomMember(HubConnection connection, GroupTable rooms, RoomLimits limits)
{
    // Guards _joined and _isOver, and that both say the same as the table: a member of a room is there with both or not at all.
    // The table's own locks are taken within this one, and never the other way round.
    private readonly Lock _gate = new();
    private HashSet<string>? _joined;
    private bool _isOver;

    public HubConnection Connection { get; } = connection;

    /// <summary>Tells the hub of a room that the connection has left; nobody, until there is a hub to tell.</summary>
    public Func<string, RpcRoomLeaveReason, Task> Left { get; set; } = static (_, _) => Task.CompletedTask;

    /// <summary>The rooms as of now.</summary>
    public string[] Rooms
    {
        get
        {
            lock (_gate)
            {
                return _joined is null ? [] : [.. _joined];
            }
        }
    }

    /// <summary>Joins a room, or stays in it.</summary>
    /// <exception cref="RpcException">
    /// The name is none (−32602), the connection is in too many rooms (−32053), or (a <see cref="RpcConnectionException"/>) it is
    /// over.
    /// </exception>
    public void Join(string room)
    {
        RoomNames.ThrowIfBad(room, limits.MaxNameBytes);
        bool begins;
        lock (_gate)
        {
            if (_isOver)
            {
                throw new RpcConnectionException("The connection is over: it can join no room.");
            }

            _joined ??= new HashSet<string>(StringComparer.Ordinal);
            if (_joined.Contains(room))
            {
                return;
            }

            if (_joined.Count >= limits.MaxRooms)
            {
                throw new RpcException(
                    RpcErrorCode.Unavailable, $"A connection may be in at most {limits.MaxRooms} rooms.");
            }

            _joined.Add(room);
            begins = rooms.Join(Connection, room);
        }

        if (begins)
        {
            RpcMeter.RoomBegins();
        }
    }

    /// <summary>Leaves a room and tells the hub; <see langword="false"/> if the connection was not in it.</summary>
    public async ValueTask<bool> LeaveAsync(string room, RpcRoomLeaveReason reason)
    {
        ArgumentNullException.ThrowIfNull(room);
        bool ends;
        lock (_gate)
        {
            if (_joined is null || !_joined.Remove(room))
            {
                return false;
            }

            ends = rooms.Leave(Connection, room);
        }

        await TellAsync(room, ends, reason).ConfigureAwait(false);
        return true;
    }

    /// <summary>Leaves all rooms for good, and tells the hub of each.</summary>
    public async Task EndAsync()
    {
        (string Room, bool Ends)[] left;
        lock (_gate)
        {
            _isOver = true;
            left = _joined is null ? [] : [.. _joined.Select(room => (room, rooms.Leave(Connection, room)))];
            _joined = null;
        }

        foreach ((string room, bool ends) in left)
        {
            await TellAsync(room, ends, RpcRoomLeaveReason.Disconnected).ConfigureAwait(false);
        }
    }

    private Task TellAsync(string room, bool ends, RpcRoomLeaveReason reason)
    {
        if (ends)
        {
            RpcMeter.RoomEnds();
        }

        return Left(room, reason);
    }
}
