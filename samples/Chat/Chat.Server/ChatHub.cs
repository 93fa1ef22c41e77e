using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Chat.Contracts;
using Microsoft.Extensions.Logging;
using Ws.Rpc.AspNetCore;

namespace Chat.Server;

/// <summary>Serves one call of one client; what outlives the call is in <see cref="ChatRooms"/>.</summary>
public sealed partial class ChatHub(ChatRooms rooms, ILogger<ChatHub> logger) : RpcHub<IChatClient>, IChatHub
{
    public async ValueTask<RoomSnapshot> JoinAsync(string room, string name, CancellationToken cancellationToken)
    {
        RoomSnapshot snapshot = rooms.Join(room, name, Context.ConnectionId, out bool isNew);
        if (!isNew)
        {
            return snapshot;
        }

        try
        {
            await Rooms.JoinAsync(room, cancellationToken);
        }
        catch
        {
            // Refused, or gone meanwhile: then nobody is told that it has left, since it never was there.
            rooms.Leave(room, Context.ConnectionId);
            throw;
        }

        LogJoined(name, room);
        await Clients.OthersInRoom(room).JoinedAsync(room, name);
        return snapshot;
    }

    public IAsyncEnumerable<ChatMessage> HistoryAsync(string room, int limit, CancellationToken cancellationToken) =>
        rooms.History(room, Context.ConnectionId, limit).ToAsyncEnumerable();

    public ValueTask LeaveAsync(string room)
    {
        rooms.NameOf(room, Context.ConnectionId);
        return Rooms.LeaveAsync(room);
    }

    public async ValueTask<long> SendAsync(string room, string text)
    {
        ChatMessage message = rooms.Post(room, Context.ConnectionId, text);
        await Clients.OthersInRoom(room).MessageAsync(message);
        return message.Id;
    }

    public void Typing(string room) =>
        Clients.OthersInRoom(room).Typing(room, rooms.NameOf(room, Context.ConnectionId));

    public override async ValueTask OnRoomLeftAsync(string room, RpcRoomLeaveReason reason)
    {
        if (rooms.Leave(room, Context.ConnectionId) is { } name)
        {
            LogLeft(name, room, reason);
            await Clients.Room(room).LeftAsync(room, name);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Name} joined {Room}")]
    private partial void LogJoined(string name, string room);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Name} left {Room} ({Reason})")]
    private partial void LogLeft(string name, string room, RpcRoomLeaveReason reason);
}
