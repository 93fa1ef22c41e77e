namespace Ws.Rpc.AspNetCore;

/// <summary>The clients of a hub as one of them, the caller, is served. Thread-safe; what it returns may be kept.</summary>
/// <typeparam name="TCallback">The callback contract.</typeparam>
public interface IRpcCallerClients<TCallback> : IRpcClients<TCallback>
    where TCallback : class
{
    /// <summary>
    /// Gets the client that calls. Calling it after it has gone fails with an <see cref="RpcConnectionException"/>.
    /// </summary>
    TCallback Caller { get; }

    /// <summary>Gets all clients of the hub but the one that calls.</summary>
    TCallback Others { get; }

    /// <summary>Gets the members of a room but the one that calls, who need not be in it.</summary>
    /// <param name="room">The name of the room.</param>
    /// <returns>The clients; nobody for a room that is not there.</returns>
    TCallback OthersInRoom(string room);
}
