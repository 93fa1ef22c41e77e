using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace Ws.Rpc.AspNetCore.Sessions;

/// <summary>The live connections of one hub, by id. Thread-safe; sending takes no lock.</summary>
internal sealed class HubConnections
{
    private readonly ConcurrentDictionary<string, HubConnection> _connections = new();

    public int Count => _connections.Count;

    public void Add(HubConnection connection) => _connections[connection.Id] = connection;

    public void Remove(HubConnection connection) => _connections.TryRemove(connection.Id, out _);

    public bool TryGet(string id, [NotNullWhen(true)] out HubConnection? connection) =>
        _connections.TryGetValue(id, out connection);

    /// <summary>The connections as of now; one that comes or goes meanwhile may be in it or not.</summary>
    public IEnumerable<HubConnection> All()
    {
        foreach (KeyValuePair<string, HubConnection> entry in _connections)
        {
            yield return entry.Value;
        }
    }
}
