using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.AspNetCore;

/// <summary>
/// The rooms of a hub, as its caller enters and leaves them. A room comes with its first member and goes with its last; a
/// connection leaves all of its rooms when it ends. Who may enter which room is for the hub to decide. Thread-safe.
/// </summary>
public interface IRpcRooms
{
    /// <summary>Gets the rooms that the caller is in, as of now.</summary>
    IReadOnlyCollection<string> OfCaller { get; }

    /// <summary>Lets the caller join a room, in which it may be already. What is sent there from then on reaches it.</summary>
    /// <param name="room">The name, compared byte for byte: not empty, without control characters.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>A task that completes when the caller is a member.</returns>
    /// <exception cref="RpcException">
    /// The name is none (<see cref="RpcErrorCode.InvalidParams"/>), or the caller is in
    /// <see cref="RpcHubOptions.MaxRoomsPerConnection"/> rooms already (<see cref="RpcErrorCode.Unavailable"/>).
    /// </exception>
    /// <exception cref="RpcConnectionException">The caller is gone.</exception>
    ValueTask JoinAsync(string room, CancellationToken cancellationToken = default);

    /// <summary>
    /// Lets the caller leave a room, and awaits <see cref="RpcHub.OnRoomLeftAsync"/>; nothing happens where it is no member.
    /// </summary>
    /// <param name="room">The name.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>A task that completes when the caller is no member any more.</returns>
    ValueTask LeaveAsync(string room, CancellationToken cancellationToken = default);

    /// <summary>Says who is in a room as of now.</summary>
    /// <param name="room">The name.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The connection ids of the members; none for a room that is not there.</returns>
    ValueTask<IReadOnlyList<string>> MembersAsync(string room, CancellationToken cancellationToken = default);

    /// <summary>Counts the members of a room as of now.</summary>
    /// <param name="room">The name.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>Their number; 0 for a room that is not there.</returns>
    ValueTask<int> CountAsync(string room, CancellationToken cancellationToken = default);
}
