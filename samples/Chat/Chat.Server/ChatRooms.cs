using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Chat.Contracts;
using Ws.Rpc;

namespace Chat.Server;

/// <summary>All rooms, in memory. A room comes with its first member and goes with its last. Thread-safe.</summary>
public sealed class ChatRooms(TimeProvider time)
{
    private const int LongestName = 40;
    private const int LongestText = 4000;

    // Guards _rooms, the rooms in it and _lastId.
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Room> _rooms = new(StringComparer.Ordinal);
    private long _lastId;

    /// <summary>Enters a room; tells whom to tell of it. Entering again changes nothing.</summary>
    public RoomSnapshot Join(string room, string name, string connectionId, out IReadOnlyList<string> others)
    {
        ThrowIfBad(room, LongestName, "The room's name");
        ThrowIfBad(name, LongestName, "The name");
        lock (_gate)
        {
            if (!_rooms.TryGetValue(room, out Room? found))
            {
                _rooms[room] = found = new Room(room);
            }

            bool isNew = found.Add(connectionId, name);
            others = isNew ? found.Others(connectionId) : [];
            return found.Snapshot();
        }
    }

    /// <summary>Leaves a room; <see langword="null"/> if the connection was not in it.</summary>
    public Departure? Leave(string room, string connectionId)
    {
        lock (_gate)
        {
            return LeaveLocked(room, connectionId);
        }
    }

    /// <summary>Leaves all rooms.</summary>
    public IReadOnlyList<Departure> LeaveAll(string connectionId)
    {
        lock (_gate)
        {
            return [.. _rooms.Keys.ToArray().Select(room => LeaveLocked(room, connectionId)).OfType<Departure>()];
        }
    }

    /// <summary>Keeps a message and tells who is to have it.</summary>
    public ChatMessage Post(string room, string connectionId, string text, out IReadOnlyList<string> others)
    {
        ThrowIfBad(text, LongestText, "The text");
        lock (_gate)
        {
            string sender = NameOfLocked(room, connectionId);
            var message = new ChatMessage(++_lastId, room, sender, text, time.GetUtcNow());
            _rooms[room].Keep(message);
            others = _rooms[room].Others(connectionId);
            return message;
        }
    }

    /// <summary>The last messages of a room that the caller is in.</summary>
    public IReadOnlyList<ChatMessage> History(string room, string connectionId, int limit)
    {
        lock (_gate)
        {
            NameOfLocked(room, connectionId);
            return _rooms[room].Last(limit);
        }
    }

    /// <summary>The caller's name in a room, and who else is there.</summary>
    public string NameOf(string room, string connectionId, out IReadOnlyList<string> others)
    {
        lock (_gate)
        {
            string name = NameOfLocked(room, connectionId);
            others = _rooms[room].Others(connectionId);
            return name;
        }
    }

    private static void ThrowIfBad(string text, int longest, string what)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > longest)
        {
            throw new RpcException(ChatError.BadText, $"{what} must have 1 to {longest} characters.");
        }
    }

    private string NameOfLocked(string room, string connectionId) =>
        _rooms.GetValueOrDefault(room)?.NameOf(connectionId)
        ?? throw new RpcException(ChatError.NotInRoom, $"You are not in the room '{room}'.");

    private Departure? LeaveLocked(string room, string connectionId)
    {
        if (!_rooms.TryGetValue(room, out Room? found) || found.Remove(connectionId) is not { } name)
        {
            return null;
        }

        if (found.IsEmpty)
        {
            _rooms.Remove(room);
        }

        return new Departure(room, name, found.Others(connectionId));
    }
}
