using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace Chat.Server.Hubs;

/// <summary>
/// Who is in which room now, by name: somebody with two browsers and a telephone is there once, until the last of them goes.
/// Thread-safe.
/// </summary>
public sealed class Presence
{
    // Guards _rooms and what is in it.
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Dictionary<string, HashSet<string>>> _rooms = new(StringComparer.Ordinal);

    /// <summary>Says whether nobody of this name was there before.</summary>
    public bool Enter(string room, string name, string connectionId)
    {
        lock (_gate)
        {
            if (!_rooms.TryGetValue(room, out Dictionary<string, HashSet<string>>? names))
            {
                _rooms[room] = names = new(StringComparer.Ordinal);
            }

            bool isNew = !names.TryGetValue(name, out HashSet<string>? connections);
            if (isNew)
            {
                names[name] = connections = new(StringComparer.Ordinal);
            }

            connections!.Add(connectionId);
            return isNew;
        }
    }

    /// <summary>Says whether nobody of this name is there any more.</summary>
    public bool Leave(string room, string name, string connectionId)
    {
        lock (_gate)
        {
            if (!_rooms.TryGetValue(room, out Dictionary<string, HashSet<string>>? names)
                || !names.TryGetValue(name, out HashSet<string>? connections)
                || !connections.Remove(connectionId)
                || connections.Count > 0)
            {
                return false;
            }

            names.Remove(name);
            if (names.Count == 0)
            {
                _rooms.Remove(room);
            }

            return true;
        }
    }

    /// <summary>Whether a connection is in a room.</summary>
    public bool IsThere(string room, string name, string connectionId)
    {
        lock (_gate)
        {
            return _rooms.GetValueOrDefault(room)?.GetValueOrDefault(name)?.Contains(connectionId) == true;
        }
    }

    /// <summary>The names in a room, in their order.</summary>
    public IReadOnlyList<string> Names(string room)
    {
        lock (_gate)
        {
            return _rooms.TryGetValue(room, out Dictionary<string, HashSet<string>>? names)
                ? [.. names.Keys.Order(StringComparer.Ordinal)]
                : [];
        }
    }

    /// <summary>How many names are in a room.</summary>
    public int Count(string room)
    {
        lock (_gate)
        {
            return _rooms.GetValueOrDefault(room)?.Count ?? 0;
        }
    }
}
