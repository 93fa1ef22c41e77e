using System;
using System.Collections.Generic;
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

    /// <summary>Enters a room. Entering again changes nothing.</summary>
    public RoomSnapshot Join(string room, string name, string connectionId, out bool isNew)
    {
        ThrowIfBad(room, LongestName, "The room's name");
        ThrowIfBad(name, LongestName, "The name");
        lock (_gate)
        {
            if (!_rooms.TryGetValue(room, out Room? found))
            {
                _rooms[room] = found = new Room(room);
            }

            isNew = found.Add(connectionId, name);
            return found.Snapshot();
        }
    }

    /// <summary>Leaves a room, and says by which name; <see langword="null"/> if the connection was not in it.</summary>
    public string? Leave(string room, string connectionId)
    {
        lock (_gate)
        {
            if (!_rooms.TryGetValue(room, out Room? found) || found.Remove(connectionId) is not { } name)
            {
                return null;
            }

            if (found.IsEmpty)
            {
                _rooms.Remove(room);
            }

            return name;
        }
    }

    /// <summary>Keeps a message.</summary>
    public ChatMessage Post(string room, string connectionId, string text)
    {
        ThrowIfBad(text, LongestText, "The text");
        lock (_gate)
        {
            string sender = NameOfLocked(room, connectionId);
            var message = new ChatMessage(++_lastId, room, sender, text, time.GetUtcNow());
            _rooms[room].Keep(message);
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

    /// <summary>The caller's name in a room that it is in.</summary>
    public string NameOf(string room, string connectionId)
    {
        lock (_gate)
        {
            return NameOfLocked(room, connectionId);
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
}
