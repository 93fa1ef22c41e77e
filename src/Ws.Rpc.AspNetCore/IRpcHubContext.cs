namespace Ws.Rpc.AspNetCore;

/// <summary>
/// A hub from outside of it, for background services and controllers: ask for it in a constructor. It speaks of all connections
/// of the hub class, whichever route they came by. Thread-safe.
/// </summary>
/// <typeparam name="THub">The hub class, mapped by <c>MapRpcHub</c>.</typeparam>
/// <typeparam name="TCallback">Its callback contract.</typeparam>
public interface IRpcHubContext<THub, TCallback>
    where THub : RpcHub<TCallback>
    where TCallback : class
{
    /// <summary>Gets the clients of the hub.</summary>
    IRpcClients<TCallback> Clients { get; }

    /// <summary>Gets the rooms of the hub.</summary>
    IRpcHubRooms Rooms { get; }

    /// <summary>Gets the connections of the hub.</summary>
    IRpcHubConnections Connections { get; }
}
