using System.Threading.Tasks;
using Ws.Rpc;

namespace Chat.Contracts;

/// <summary>What the chat server tells its clients.</summary>
[RpcCallback(JsonContext = typeof(ChatJson))]
public interface IChatClient
{
    ValueTask MessageAsync(ChatMessage message);

    ValueTask JoinedAsync(string room, string name);

    ValueTask LeftAsync(string room, string name);

    /// <summary>There is a new room, for whoever wants to enter it.</summary>
    ValueTask OpenedAsync(string room);

    void Typing(string room, string name);
}
