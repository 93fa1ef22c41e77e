using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using Ws.Rpc.AspNetCore.Sessions;

namespace Ws.Rpc.AspNetCore.Rooms;

/// <summary>
/// Connections by a name that they share: a room's or a user's. A group comes with its first member and goes with its last, and
/// nobody ever joins one that has gone. Thread-safe; looking up takes no lock.
/// </summary>
internal sealed class GroupTable
{
    private readonly ConcurrentDictionary<string, ConnectionSet> _groups = new(StringComparer.Ordinal);

    public int Count => _groups.Count;

    /// <summary>Adds a member, which may be one already, and says whether the group comes with it.</summary>
    public bool Join(HubConnection connection, string name)
    {
        // A set whose last member has left is closed for ever; its entry is about to be removed, by whoever closed it or here.
        while (true)
        {
            ConnectionSet set = _groups.GetOrAdd(name, static _ => new ConnectionSet());
            if (set.TryAdd(connection, out bool isFirst))
            {
                return isFirst;
            }

            _groups.TryRemove(new KeyValuePair<string, ConnectionSet>(name, set));
        }
    }

    /// <summary>Removes a member, if it is one, and says whether the group goes with it.</summary>
    public bool Leave(HubConnection connection, string name)
    {
        bool isLast = _groups.TryGetValue(name, out ConnectionSet? set) && set.RemoveAndClose(connection);
        if (isLast)
        {
            _groups.TryRemove(new KeyValuePair<string, ConnectionSet>(name, set!));
        }

        return isLast;
    }

    /// <summary>The members as of now, none of a group that is not there. Not to be changed.</summary>
    public HubConnection[] Members(string name) =>
        _groups.TryGetValue(name, out ConnectionSet? set) ? set.Snapshot() : [];

    public int CountOf(string name) => _groups.TryGetValue(name, out ConnectionSet? set) ? set.Count : 0;
}
