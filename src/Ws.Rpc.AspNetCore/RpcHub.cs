using System;
using System.Threading.Tasks;

namespace Ws.Rpc.AspNetCore;

/// <summary>
/// The base of a hub: the class that implements one or more contracts marked with <see cref="RpcHubAttribute"/>. Every call gets
/// an instance and a DI scope of its own, with constructor injection; both are disposed when the call has ended.
/// </summary>
/// <remarks>
/// Calls of one connection start in the order in which they came, on its receive loop, and run there until their first await;
/// after that they overlap. A hub method should therefore not block.
/// </remarks>
public abstract class RpcHub
{
    private RpcHubContext? _context;

    /// <summary>Gets the connection that calls.</summary>
    /// <exception cref="InvalidOperationException">
    /// The hub is not serving a call, for example still in its constructor.
    /// </exception>
    public RpcHubContext Context
    {
        get => _context
            ?? throw new InvalidOperationException(
                "A hub has a context only while it serves a call, and not in its constructor.");
        internal set => _context = value;
    }

    /// <summary>Gets the rooms of this hub.</summary>
    public IRpcRooms Rooms => Context.Rooms;

    /// <summary>
    /// Called when a client has connected. Its calls wait until the returned task has completed; calling it and awaiting its
    /// answer is allowed. An exception closes the connection with 1011.
    /// </summary>
    /// <returns>A task that completes when the client may call.</returns>
    public virtual ValueTask OnConnectedAsync() => default;

    /// <summary>
    /// Called when a client is back that had lost its connection, with the same session: its calls, streams and rooms went on,
    /// and what was sent to it meanwhile is on its way. Calling it and awaiting its answer is allowed. An exception is logged,
    /// and changes nothing.
    /// </summary>
    /// <returns>A task.</returns>
    public virtual ValueTask OnResumedAsync() => default;

    /// <summary>Called when a client is gone for good. It can no longer be called; the other clients can.</summary>
    /// <param name="disconnect">How the connection ended.</param>
    /// <returns>A task.</returns>
    public virtual ValueTask OnDisconnectedAsync(RpcDisconnect disconnect) => default;

    /// <summary>
    /// Called when the connection has left a room, in whatever way: behind <see cref="IRpcRooms.LeaveAsync"/> and
    /// <see cref="IRpcHubRooms.RemoveAsync"/>, which wait for it, and before <see cref="OnDisconnectedAsync"/> for every room
    /// that a lost connection was in. An exception is logged, and changes nothing.
    /// </summary>
    /// <param name="room">The name of the room.</param>
    /// <param name="reason">Why the connection is no longer in it.</param>
    /// <returns>A task.</returns>
    public virtual ValueTask OnRoomLeftAsync(string room, RpcRoomLeaveReason reason) => default;
}
