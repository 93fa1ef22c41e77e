using System.Collections.Generic;

namespace Ws.Rpc.AspNetCore;

/// <summary>
/// The clients of a hub, each choice a <typeparamref name="TCallback"/> to call. Thread-safe; what it returns may be kept.
/// </summary>
/// <remarks>
/// A call to many is a notification: it is serialized once, put into the queue of each client, and never waits for one. Clients
/// that have gone are left out. A method with a result can be called on one client at a time; on many it throws
/// <see cref="System.InvalidOperationException"/>.
/// </remarks>
/// <typeparam name="TCallback">The callback contract.</typeparam>
public interface IRpcClients<TCallback>
    where TCallback : class
{
    /// <summary>Gets all clients of the hub.</summary>
    TCallback All { get; }

    /// <summary>Gets all clients of the hub but some.</summary>
    /// <param name="connectionIds">The connection ids to leave out.</param>
    /// <returns>The clients.</returns>
    TCallback AllExcept(IEnumerable<string> connectionIds);

    /// <summary>
    /// Gets one client. A notification to one that has gone is dropped; a request fails with an
    /// <see cref="RpcConnectionException"/>.
    /// </summary>
    /// <param name="connectionId">Its connection id.</param>
    /// <returns>The client.</returns>
    TCallback Client(string connectionId);

    /// <summary>Gets some clients.</summary>
    /// <param name="connectionIds">Their connection ids; one named twice is called once.</param>
    /// <returns>The clients.</returns>
    TCallback Clients(IEnumerable<string> connectionIds);

    /// <summary>Gets the clients of a user, who may be connected more than once.</summary>
    /// <param name="userId">The user, as <see cref="RpcHubContext.UserId"/> has it.</param>
    /// <returns>The clients; nobody where the user is not connected.</returns>
    TCallback User(string userId);

    /// <summary>Gets the clients of some users.</summary>
    /// <param name="userIds">The users; one named twice is called once.</param>
    /// <returns>The clients.</returns>
    TCallback Users(IEnumerable<string> userIds);

    /// <summary>Gets the members of a room, whoever they are when it is called.</summary>
    /// <param name="room">The name of the room.</param>
    /// <returns>The clients; nobody for a room that is not there.</returns>
    TCallback Room(string room);

    /// <summary>Gets the members of some rooms; one who is in several of them is called once.</summary>
    /// <param name="rooms">The names of the rooms.</param>
    /// <returns>The clients.</returns>
    TCallback Rooms(IEnumerable<string> rooms);
}
