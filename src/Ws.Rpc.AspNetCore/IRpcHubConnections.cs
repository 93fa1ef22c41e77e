using System;
using System.Threading.Tasks;

namespace Ws.Rpc.AspNetCore;

/// <summary>
/// The connections of a hub, from outside of it. What is queued for a connection is sent before it is closed, for at most
/// <see cref="RpcHubOptions.CloseTimeout"/>; nobody waits for that. Thread-safe.
/// </summary>
public interface IRpcHubConnections
{
    /// <summary>Gets the number of connections as of now.</summary>
    int Count { get; }

    /// <summary>Closes one connection.</summary>
    /// <param name="connectionId">The connection.</param>
    /// <param name="code">
    /// The close code: 4400 to 4499 lets the client come back, 1000 and 4500 to 4999 forbid it (protocol section 11);
    /// <see langword="null"/> for 4400 or 4503, as <paramref name="allowReconnect"/> says.
    /// </param>
    /// <param name="reason">A text for people, cut to 123 bytes of UTF-8.</param>
    /// <param name="allowReconnect">Whether the client may come back by itself.</param>
    /// <returns>How many connections are closed: 1, or 0 if there is none of that id.</returns>
    /// <exception cref="ArgumentException">The code says the opposite of <paramref name="allowReconnect"/>.</exception>
    ValueTask<int> DisconnectAsync(
        string connectionId, int? code = null, string reason = "Disconnected", bool allowReconnect = false);

    /// <summary>Closes all connections of a user.</summary>
    /// <param name="userId">The user, as <see cref="RpcHubContext.UserId"/> has it.</param>
    /// <param name="code">As for <see cref="DisconnectAsync"/>.</param>
    /// <param name="reason">As for <see cref="DisconnectAsync"/>.</param>
    /// <param name="allowReconnect">As for <see cref="DisconnectAsync"/>.</param>
    /// <returns>How many connections are closed.</returns>
    /// <exception cref="ArgumentException">The code says the opposite of <paramref name="allowReconnect"/>.</exception>
    ValueTask<int> DisconnectUserAsync(
        string userId, int? code = null, string reason = "Disconnected", bool allowReconnect = false);

    /// <summary>Closes all connections that are in a room.</summary>
    /// <param name="room">The name of the room.</param>
    /// <param name="code">As for <see cref="DisconnectAsync"/>.</param>
    /// <param name="reason">As for <see cref="DisconnectAsync"/>.</param>
    /// <param name="allowReconnect">As for <see cref="DisconnectAsync"/>.</param>
    /// <returns>How many connections are closed.</returns>
    /// <exception cref="ArgumentException">The code says the opposite of <paramref name="allowReconnect"/>.</exception>
    ValueTask<int> DisconnectRoomAsync(
        string room, int? code = null, string reason = "Disconnected", bool allowReconnect = false);
}
