using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.AspNetCore;

/// <summary>The rooms of a hub, from outside of it. Thread-safe.</summary>
public interface IRpcHubRooms
{
    /// <summary>Puts a connection into a room. It may be a member already.</summary>
    /// <param name="connectionId">The connection.</param>
    /// <param name="room">The name of the room, as for <see cref="IRpcRooms.JoinAsync"/>.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns><see langword="false"/> if there is no such connection.</returns>
    /// <exception cref="RpcException">
    /// The name is none (<see cref="RpcErrorCode.InvalidParams"/>), or the connection is in
    /// <see cref="RpcHubOptions.MaxRoomsPerConnection"/> rooms already (<see cref="RpcErrorCode.Unavailable"/>).
    /// </exception>
    ValueTask<bool> AddAsync(string connectionId, string room, CancellationToken cancellationToken = default);

    /// <summary>Takes a connection out of a room, and awaits <see cref="RpcHub.OnRoomLeftAsync"/>.</summary>
    /// <param name="connectionId">The connection.</param>
    /// <param name="room">The name of the room.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns><see langword="false"/> if it was no member.</returns>
    ValueTask<bool> RemoveAsync(string connectionId, string room, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="IRpcRooms.MembersAsync"/>
    ValueTask<IReadOnlyList<string>> MembersAsync(string room, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="IRpcRooms.CountAsync"/>
    ValueTask<int> CountAsync(string room, CancellationToken cancellationToken = default);
}
