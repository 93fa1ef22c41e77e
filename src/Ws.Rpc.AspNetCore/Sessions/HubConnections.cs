using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Ws.Rpc.AspNetCore.Sessions;

/// <summary>The live connections of one hub, by id. Thread-safe; sending takes no lock.</summary>
internal sealed class HubConnections
{
    private readonly ConcurrentDictionary<string, HubConnection> _connections = new();
    private readonly ConnectionSet _all = new();

    public int Count => _connections.Count;

    public void Add(HubConnection connection)
    {
        _connections[connection.Id] = connection;
        _all.TryAdd(connection, out _);
    }

    public void Remove(HubConnection connection)
    {
        _connections.TryRemove(connection.Id, out _);
        _all.Remove(connection);
    }

    public bool TryGet(string id, [NotNullWhen(true)] out HubConnection? connection) =>
        _connections.TryGetValue(id, out connection);

    /// <inheritdoc cref="ConnectionSet.Snapshot"/>
    public HubConnection[] All() => _all.Snapshot();
}
