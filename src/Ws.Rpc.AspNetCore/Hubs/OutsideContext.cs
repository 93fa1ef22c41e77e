using System;
using Ws.Rpc.AspNetCore.Rooms;

namespace Ws.Rpc.AspNetCore.Hubs;

/// <summary>A hub from outside of it.</summary>
internal sealed class OutsideContext<THub, TCallback> : IRpcHubContext<THub, TCallback>
    where THub : RpcHub<TCallback>
    where TCallback : class
{
    private readonly HubDirectory _directory;
    private readonly Lazy<IRpcClients<TCallback>> _clients;

    public OutsideContext(HubDirectories directories)
    {
        _directory = directories.Of(typeof(THub));
        _clients = new(() => new HubClients<TCallback>(_directory, _directory.Json));
        Rooms = new OutsideRooms(_directory);
        Connections = new OutsideConnections(_directory);
    }

    public IRpcClients<TCallback> Clients => _clients.Value;

    public IRpcHubRooms Rooms { get; }

    public IRpcHubConnections Connections { get; }
}
