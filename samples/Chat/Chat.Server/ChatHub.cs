using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Chat.Contracts;
using Microsoft.Extensions.Logging;
using Ws.Rpc;
using Ws.Rpc.AspNetCore;

namespace Chat.Server;

/// <summary>Serves one call of one client; what outlives the call is in <see cref="ChatRooms"/>.</summary>
public sealed partial class ChatHub(ChatRooms rooms, ILogger<ChatHub> logger) : RpcHub<IChatClient>, IChatHub
{
    public async ValueTask<RoomSnapshot> JoinAsync(string room, string name, CancellationToken cancellationToken)
    {
        RoomSnapshot snapshot = rooms.Join(room, name, Context.ConnectionId, out IReadOnlyList<string> others);
        if (Context.Aborted.IsCancellationRequested)
        {
            // OnDisconnectedAsync may have run before this call: nobody else would lead this member out.
            rooms.Leave(room, Context.ConnectionId);
            return snapshot;
        }

        LogJoined(name, room);
        await Clients.Clients(others).JoinedAsync(room, name);
        return snapshot;
    }

    public IAsyncEnumerable<ChatMessage> HistoryAsync(string room, int limit, CancellationToken cancellationToken) =>
        rooms.History(room, Context.ConnectionId, limit).ToAsyncEnumerable();

    public async ValueTask LeaveAsync(string room)
    {
        if (rooms.Leave(room, Context.ConnectionId) is not { } departure)
        {
            throw new RpcException(ChatError.NotInRoom, $"You are not in the room '{room}'.");
        }

        await TellAsync(departure);
    }

    public async ValueTask<long> SendAsync(string room, string text)
    {
        ChatMessage message = rooms.Post(room, Context.ConnectionId, text, out IReadOnlyList<string> others);
        await Clients.Clients(others).MessageAsync(message);
        return message.Id;
    }

    public void Typing(string room)
    {
        string name = rooms.NameOf(room, Context.ConnectionId, out IReadOnlyList<string> others);
        Clients.Clients(others).Typing(room, name);
    }

    public override async ValueTask OnDisconnectedAsync(RpcDisconnect disconnect)
    {
        foreach (Departure departure in rooms.LeaveAll(Context.ConnectionId))
        {
            await TellAsync(departure);
        }
    }

    private async ValueTask TellAsync(Departure departure)
    {
        LogLeft(departure.Name, departure.Room);
        await Clients.Clients(departure.Others).LeftAsync(departure.Room, departure.Name);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Name} joined {Room}")]
    private partial void LogJoined(string name, string room);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Name} left {Room}")]
    private partial void LogLeft(string name, string room);
}
