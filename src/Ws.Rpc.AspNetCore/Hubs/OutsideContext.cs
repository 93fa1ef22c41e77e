using Ws.Rpc.AspNetCore.Rooms;

namespace Ws.Rpc.AspNetCore.Hubs;

/// <summary>A hub from outside of it.</summary>
internal sealed class OutsideContext<THub, TCallback> : IRpcHubContext<THub, TCallback>
    where THub : RpcHub<TCallback>
    where TCallback : class
{
    private readonly HubDirectory _directory;
    private volatile IRpcClients<TCallback>? _clients;

    public OutsideContext(HubDirectories directories)
    {
        _directory = directories.Of(typeof(THub));
        Rooms = new OutsideRooms(_directory);
        Connections = new OutsideConnections(_directory);
    }

    // Not before the first use, which may be before the hub is mapped, and then fails until it is.
    public IRpcClients<TCallback> Clients => _clients ??= new OutsideClients<TCallback>(_directory);

    public IRpcHubRooms Rooms { get; }

    public IRpcHubConnections Connections { get; }
}
