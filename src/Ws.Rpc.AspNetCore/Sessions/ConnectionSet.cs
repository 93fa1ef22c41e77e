using System;
using System.Collections.Generic;
using System.Threading;

namespace Ws.Rpc.AspNetCore.Sessions;

/// <summary>
/// Connections that are addressed together. Whoever sends takes a snapshot, which is made at most once between two changes: a
/// change costs nothing but itself, and sending to a set that does not change allocates nothing and takes no lock. Thread-safe.
/// </summary>
internal sealed class ConnectionSet
{
    // Guards all fields but _snapshot's reading.
    private readonly Lock _gate = new();
    private readonly Dictionary<HubConnection, int> _positions = [];
    private HubConnection[] _members = [];
    private volatile HubConnection[]? _snapshot = [];
    private bool _hadMembers;
    private bool _isClosed;

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _positions.Count;
            }
        }
    }

    /// <summary>The members as of now; one that comes or goes meanwhile may be in it or not. Not to be changed.</summary>
    public HubConnection[] Snapshot()
    {
        return _snapshot ?? Make();

        HubConnection[] Make()
        {
            lock (_gate)
            {
                return _snapshot ??= _members.AsSpan(0, _positions.Count).ToArray();
            }
        }
    }

    /// <summary>Adds a member, which may be one already; <see langword="false"/> if the set is closed.</summary>
    /// <param name="connection">The member.</param>
    /// <param name="isFirst">Whether it is the first one that the set ever has.</param>
    public bool TryAdd(HubConnection connection, out bool isFirst)
    {
        lock (_gate)
        {
            isFirst = !_hadMembers;
            if (_isClosed)
            {
                return false;
            }

            _hadMembers = true;
            int count = _positions.Count;
            if (_positions.TryAdd(connection, count))
            {
                if (count == _members.Length)
                {
                    Array.Resize(ref _members, Math.Max(4, count * 2));
                }

                _members[count] = connection;
                _snapshot = null;
            }

            return true;
        }
    }

    public void Remove(HubConnection connection)
    {
        lock (_gate)
        {
            RemoveLocked(connection);
        }
    }

    /// <summary>Removes a member; where it was the last one the set is closed, and <see langword="true"/> says so.</summary>
    public bool RemoveAndClose(HubConnection connection)
    {
        lock (_gate)
        {
            bool closes = RemoveLocked(connection) && _positions.Count == 0;
            _isClosed |= closes;
            return closes;
        }
    }

    // The last member takes the place of the one that goes.
    private bool RemoveLocked(HubConnection connection)
    {
        if (!_positions.Remove(connection, out int position))
        {
            return false;
        }

        int last = _positions.Count;
        HubConnection moved = _members[last];
        _members[last] = null!;
        if (position != last)
        {
            _members[position] = moved;
            _positions[moved] = position;
        }

        _snapshot = null;
        return true;
    }
}
