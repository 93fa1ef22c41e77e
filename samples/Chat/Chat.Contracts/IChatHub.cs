using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc;

namespace Chat.Contracts;

/// <summary>What the chat server does for its clients. Who the caller is, it knows from the handshake.</summary>
[RpcHub(Callback = typeof(IChatClient), JsonContext = typeof(ChatJson))]
public interface IChatHub
{
    /// <summary>All rooms, by name.</summary>
    [RpcMethod(Idempotent = true)]
    ValueTask<IReadOnlyList<RoomSummary>> RoomsAsync(CancellationToken cancellationToken = default);

    /// <summary>Enters a room, which is made if there is none, and shows who is in it.</summary>
    [RpcMethod(Idempotent = true)]
    ValueTask<RoomSnapshot> JoinAsync(string room, CancellationToken cancellationToken = default);

    /// <summary>Leaves a room for good; who only goes offline still belongs to it.</summary>
    ValueTask LeaveAsync(string room, CancellationToken cancellationToken = default);

    /// <summary>Sends a message to the others in the room, and returns its id.</summary>
    /// <param name="room">A room that the caller is in.</param>
    /// <param name="text">The message.</param>
    /// <param name="key">
    /// The sender's own name for the message: whoever sends it again because no answer came gets the id of the first time.
    /// </param>
    /// <param name="cancellationToken">Stops waiting for the answer.</param>
    [RpcMethod(Idempotent = true)]
    ValueTask<long> SendAsync(string room, string text, string? key = null, CancellationToken cancellationToken = default);

    /// <summary>Tells the others that somebody is writing. Not important enough for an answer.</summary>
    void Typing(string room);

    /// <summary>Streams one page of a room, the oldest message first: the last page, or the one before a message.</summary>
    IAsyncEnumerable<ChatMessage> HistoryAsync(
        string room, int limit = 50, long? before = null, CancellationToken cancellationToken = default);

    /// <summary>Streams all that was said in a room after a message, the oldest first.</summary>
    IAsyncEnumerable<ChatMessage> SinceAsync(string room, long after, CancellationToken cancellationToken = default);

    /// <summary>Remembers how far the caller has read.</summary>
    [RpcMethod(Idempotent = true)]
    ValueTask MarkReadAsync(string room, long upTo, CancellationToken cancellationToken = default);
}
