using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Ws.Rpc.AspNetCore.Rooms;
using Ws.Rpc.AspNetCore.Sessions;
using Ws.Rpc.CompilerServices;

namespace Ws.Rpc.AspNetCore.Hubs;

/// <summary>The clients of a hub: each choice is looked up whenever it is called.</summary>
internal abstract class HubClients<TCallback>(HubDirectory directory, JsonSerializerOptions json) : IRpcClients<TCallback>
    where TCallback : class
{
    private TCallback? _all;

    public TCallback All => _all ??= Many(directory.Connections.All);

    protected RpcContract<TCallback> Contract { get; } = RpcRegistry.Get<TCallback>();

    protected HubDirectory Directory => directory;

    public TCallback AllExcept(IEnumerable<string> connectionIds)
    {
        var left = connectionIds.ToHashSet(StringComparer.Ordinal);
        return Many(() => directory.Connections.All().Where(connection => !left.Contains(connection.Id)));
    }

    public TCallback Client(string connectionId)
    {
        ArgumentNullException.ThrowIfNull(connectionId);
        return Contract.CreateProxy(new OneClientChannel(json, directory.Connections, connectionId));
    }

    public TCallback Clients(IEnumerable<string> connectionIds)
    {
        var ids = connectionIds.ToHashSet(StringComparer.Ordinal);
        return Many(() => Present(ids));
    }

    public TCallback User(string userId)
    {
        ArgumentNullException.ThrowIfNull(userId);
        return Many(() => directory.Users.Members(userId));
    }

    // A connection has one user: nobody is in two of them.
    public TCallback Users(IEnumerable<string> userIds)
    {
        var ids = userIds.ToHashSet(StringComparer.Ordinal);
        return Many(() => ids.SelectMany(directory.Users.Members));
    }

    public TCallback Room(string room)
    {
        ArgumentNullException.ThrowIfNull(room);
        return Many(() => directory.Rooms.Members(room));
    }

    public TCallback Rooms(IEnumerable<string> rooms)
    {
        string[] names = [.. rooms.Distinct(StringComparer.Ordinal)];
        return names.Length == 1 ? Room(names[0]) : Many(() => directory.Rooms.MembersOf(names));
    }

    protected TCallback Many(Func<IEnumerable<HubConnection>> targets) =>
        Contract.CreateProxy(new ManyClientsChannel(json, targets));

    private IEnumerable<HubConnection> Present(IEnumerable<string> ids)
    {
        foreach (string id in ids)
        {
            if (directory.Connections.TryGet(id, out HubConnection? connection))
            {
                yield return connection;
            }
        }
    }
}
