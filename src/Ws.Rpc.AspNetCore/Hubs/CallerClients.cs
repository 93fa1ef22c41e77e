using System;
using System.Linq;
using Ws.Rpc.AspNetCore.Rooms;
using Ws.Rpc.AspNetCore.Sessions;

namespace Ws.Rpc.AspNetCore.Hubs;

/// <summary>The clients of a hub as one of its connections sees them.</summary>
internal sealed class CallerClients<TCallback>(HubConnection caller, HubDirectory directory)
    : HubClients<TCallback>(directory, caller.Session.JsonOptions), IRpcCallerClients<TCallback>
    where TCallback : class
{
    private TCallback? _caller;

    public TCallback Caller => _caller ??= Contract.CreateProxy(caller.Session);

    public TCallback Others => Many(() => Directory.Connections.All().Where(connection => connection != caller));

    public TCallback OthersInRoom(string room)
    {
        ArgumentNullException.ThrowIfNull(room);
        return Many(() => Directory.Rooms.Members(room).Where(connection => connection != caller));
    }
}
