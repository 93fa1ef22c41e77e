using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using Ws.Rpc.AspNetCore.Sessions;

namespace Ws.Rpc.AspNetCore.Rooms;

/// <summary>
/// Connections by a name that they share: a room's or a user's. A group comes with its first member and goes with its last, and
/// nobody ever joins one that has gone. Thread-safe; looking up takes no lock.
/// </summary>
internal sealed class GroupTable
{
    private const int LargestKept = 16 * 1024;

    private readonly ConcurrentDictionary<string, ConnectionSet> _groups = new(StringComparer.Ordinal);

    // An empty set for whoever needs one next; who finds it taken makes another.
    private HashSet<HubConnection>? _spare;

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

    /// <summary>The members of several groups, each once, as of when they are enumerated.</summary>
    public IEnumerable<HubConnection> MembersOf(IReadOnlyList<string> names)
    {
        HashSet<HubConnection> seen = Interlocked.Exchange(ref _spare, null) ?? [];
        try
        {
            for (int i = 0; i < names.Count; i++)
            {
                foreach (HubConnection connection in Members(names[i]))
                {
                    if (seen.Add(connection))
                    {
                        yield return connection;
                    }
                }
            }
        }
        finally
        {
            if (seen.Capacity <= LargestKept)
            {
                seen.Clear();
                Volatile.Write(ref _spare, seen);
            }
        }
    }

    public int CountOf(string name) => _groups.TryGetValue(name, out ConnectionSet? set) ? set.Count : 0;
}
