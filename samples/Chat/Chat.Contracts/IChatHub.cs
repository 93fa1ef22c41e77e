using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc;

namespace Chat.Contracts;

/// <summary>What the chat server does for its clients.</summary>
[RpcHub(Callback = typeof(IChatClient))]
public interface IChatHub
{
    /// <summary>Enters a room under a name that nobody else there has, and shows who is in it.</summary>
    ValueTask<RoomSnapshot> JoinAsync(string room, string name, CancellationToken cancellationToken = default);

    /// <summary>Streams the last messages of a room that the caller is in, the oldest first.</summary>
    IAsyncEnumerable<ChatMessage> HistoryAsync(string room, int limit = 50, CancellationToken cancellationToken = default);

    ValueTask LeaveAsync(string room);

    /// <summary>Sends a message to the others in the room, and returns its id.</summary>
    ValueTask<long> SendAsync(string room, string text);

    /// <summary>Tells the others that somebody is writing. Not important enough for an answer.</summary>
    void Typing(string room);
}
