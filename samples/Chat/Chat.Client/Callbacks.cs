using System.Threading;
using System.Threading.Tasks;
using Chat.Contracts;

namespace Chat.Client;

/// <summary>What the server tells this client.</summary>
internal sealed class Callbacks(CurrentRoom room, ChatScreen screen, CancellationToken over) : IChatClient
{
    public async ValueTask MessageAsync(ChatMessage message) => await room.ReceiveAsync(message, over);

    public ValueTask JoinedAsync(string room, string name)
    {
        screen.Joined(room, name);
        return default;
    }

    public ValueTask LeftAsync(string room, string name)
    {
        screen.Left(room, name);
        return default;
    }

    public ValueTask OpenedAsync(string room)
    {
        screen.Notice($"There is a new room: {room}");
        return default;
    }

    public void Typing(string room, string name) => screen.Typing(name);
}
