using System.Threading.Tasks;
using Ws.Rpc;

namespace Chat.Contracts;

/// <summary>What the chat server tells its clients.</summary>
[RpcCallback]
public interface IChatClient
{
    ValueTask MessageAsync(ChatMessage message);

    ValueTask JoinedAsync(string room, string name);

    ValueTask LeftAsync(string room, string name);

    void Typing(string room, string name);
}
