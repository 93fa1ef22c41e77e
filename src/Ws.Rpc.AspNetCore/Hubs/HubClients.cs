using System;
using System.Collections.Generic;
using System.Linq;
using Ws.Rpc.AspNetCore.Sessions;
using Ws.Rpc.CompilerServices;

namespace Ws.Rpc.AspNetCore.Hubs;

/// <summary>The clients of a hub as one of its connections sees them.</summary>
internal sealed class HubClients<TCallback>(HubConnection caller, HubConnections connections) : IRpcClients<TCallback>
    where TCallback : class
{
    private readonly RpcContract<TCallback> _contract = RpcRegistry.Get<TCallback>();
    private TCallback? _caller;
    private TCallback? _all;

    public TCallback Caller => _caller ??= _contract.CreateProxy(caller.Session);

    public TCallback Others => Many(() => connections.All().Where(connection => connection != caller));

    public TCallback All => _all ??= Many(connections.All);

    public TCallback AllExcept(IEnumerable<string> connectionIds)
    {
        var left = connectionIds.ToHashSet(StringComparer.Ordinal);
        return Many(() => connections.All().Where(connection => !left.Contains(connection.Id)));
    }

    public TCallback Client(string connectionId)
    {
        ArgumentNullException.ThrowIfNull(connectionId);
        return _contract.CreateProxy(new OneClientChannel(caller.Session.JsonOptions, connections, connectionId));
    }

    public TCallback Clients(IEnumerable<string> connectionIds)
    {
        var ids = connectionIds.ToHashSet(StringComparer.Ordinal);
        return Many(() => Present(ids));
    }

    private IEnumerable<HubConnection> Present(IEnumerable<string> ids)
    {
        foreach (string id in ids)
        {
            if (connections.TryGet(id, out HubConnection? connection))
            {
                yield return connection;
            }
        }
    }

    private TCallback Many(Func<IEnumerable<HubConnection>> targets) =>
        _contract.CreateProxy(new ManyClientsChannel(caller.Session.JsonOptions, targets));
}
