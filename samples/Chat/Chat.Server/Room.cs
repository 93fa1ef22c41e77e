using System;
using System.Collections.Generic;
using System.Linq;
using Chat.Contracts;
using Ws.Rpc;

namespace Chat.Server;

/// <summary>One room: its members by connection, and its last messages. Not thread-safe.</summary>
internal sealed class Room(string name)
{
    private const int HistoryLength = 50;

    private readonly Dictionary<string, string> _members = new(StringComparer.Ordinal);
    private readonly Queue<ChatMessage> _history = new();

    public bool IsEmpty => _members.Count == 0;

    /// <summary>Whether the connection is a new member.</summary>
    public bool Add(string connectionId, string member)
    {
        if (_members.ContainsKey(connectionId))
        {
            return false;
        }

        if (_members.ContainsValue(member))
        {
            throw new RpcException(ChatError.NameTaken, $"There is a '{member}' in the room '{name}' already.");
        }

        _members.Add(connectionId, member);
        return true;
    }

    /// <summary>The name of the member who left, or <see langword="null"/> if the connection was none.</summary>
    public string? Remove(string connectionId) => _members.Remove(connectionId, out string? member) ? member : null;

    public string? NameOf(string connectionId) => _members.GetValueOrDefault(connectionId);

    public void Keep(ChatMessage message)
    {
        _history.Enqueue(message);
        if (_history.Count > HistoryLength)
        {
            _history.Dequeue();
        }
    }

    public RoomSnapshot Snapshot() => new(name, [.. _members.Values.Order(StringComparer.Ordinal)]);

    public IReadOnlyList<ChatMessage> Last(int limit) => [.. _history.TakeLast(limit)];
}
