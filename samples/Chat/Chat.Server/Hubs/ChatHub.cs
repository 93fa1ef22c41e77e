using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Chat.Contracts;
using Chat.Server.Data;
using Microsoft.Extensions.Logging;
using Ws.Rpc;
using Ws.Rpc.AspNetCore;

namespace Chat.Server.Hubs;

/// <summary>Serves one call of one client. What outlives the call is in the database, and in <see cref="Presence"/>.</summary>
public sealed partial class ChatHub(ChatStore store, Presence presence, SpeakingOrder order, ILogger<ChatHub> logger)
    : RpcHub<IChatClient>, IChatHub
{
    /// <summary>The policy that keeps one user from talking everybody else down.</summary>
    public const string SpeakingLimit = "speaking";

    private string User => Context.UserId!;

    public async ValueTask<IReadOnlyList<RoomSummary>> RoomsAsync(CancellationToken cancellationToken)
    {
        List<RoomSummary> rooms = await store.RoomsAsync(User, cancellationToken);
        return [.. rooms.Select(room => room with { Online = presence.Count(room.Room) })];
    }

    public async ValueTask<RoomSnapshot> JoinAsync(string room, CancellationToken cancellationToken)
    {
        ChatText.ThrowIfBadName(room, "The room's name");
        bool isNew = await store.EnterAsync(User, room, cancellationToken);
        bool hasCome = presence.Enter(room, User, Context.ConnectionId);
        try
        {
            await Rooms.JoinAsync(room, cancellationToken);
        }
        catch
        {
            // Refused, or gone meanwhile: then nobody is told that it has left, since nobody was told that it had come.
            presence.Leave(room, User, Context.ConnectionId);
            throw;
        }

        if (hasCome)
        {
            LogJoined(User, room);
            await Clients.OthersInRoom(room).JoinedAsync(room, User);
        }

        if (isNew)
        {
            await Clients.All.OpenedAsync(room);
        }

        return new RoomSnapshot(room, presence.Names(room), await store.LastIdAsync(room, cancellationToken));
    }

    public async ValueTask LeaveAsync(string room, CancellationToken cancellationToken)
    {
        await ThrowIfStrangerAsync(room, cancellationToken);
        await store.LeaveAsync(User, room, cancellationToken);
        await Rooms.LeaveAsync(room, cancellationToken);
    }

    [RpcRateLimit(SpeakingLimit)]
    public async ValueTask<long> SendAsync(string room, string text, string? key, CancellationToken cancellationToken)
    {
        ChatText.ThrowIfBadText(text);
        ChatText.ThrowIfBadKey(key);
        await ThrowIfStrangerAsync(room, cancellationToken);
        return await order.RunAsync(
            async () =>
            {
                (ChatMessage message, bool isNew) = await store.KeepAsync(User, room, text, key, cancellationToken);
                if (isNew)
                {
                    await Clients.OthersInRoom(room).MessageAsync(message);
                }

                return message.Id;
            },
            cancellationToken);
    }

    public void Typing(string room)
    {
        if (presence.IsThere(room, User, Context.ConnectionId))
        {
            Clients.OthersInRoom(room).Typing(room, User);
        }
    }

    public async IAsyncEnumerable<ChatMessage> HistoryAsync(
        string room, int limit, long? before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await ThrowIfStrangerAsync(room, cancellationToken);
        await foreach (ChatMessage message in store.PageAsync(room, Math.Clamp(limit, 1, ChatLimits.PageLength), before)
            .WithCancellation(cancellationToken))
        {
            yield return message;
        }
    }

    public async IAsyncEnumerable<ChatMessage> SinceAsync(
        string room, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await ThrowIfStrangerAsync(room, cancellationToken);

        // A client that was interrupted says where it was: it goes on there.
        long position = long.TryParse(RpcStreamContext.After, CultureInfo.InvariantCulture, out long stated) ? stated : after;
        while (await store.AfterAsync(room, position, cancellationToken) is { Count: > 0 } messages)
        {
            foreach (ChatMessage message in messages)
            {
                position = message.Id;
                RpcStreamContext.SetCursor(position.ToString(CultureInfo.InvariantCulture));
                yield return message;
            }
        }
    }

    public async ValueTask MarkReadAsync(string room, long upTo, CancellationToken cancellationToken) =>
        await store.MarkReadAsync(User, room, upTo, cancellationToken);

    public override async ValueTask OnRoomLeftAsync(string room, RpcRoomLeaveReason reason)
    {
        if (presence.Leave(room, User, Context.ConnectionId))
        {
            LogLeft(User, room, reason);
            await Clients.Room(room).LeftAsync(room, User);
        }
    }

    // By the database, not by the connection: who comes back after a while may speak before he has joined again.
    private async Task ThrowIfStrangerAsync(string room, CancellationToken cancellationToken)
    {
        if (!await store.IsMemberAsync(User, room, cancellationToken))
        {
            throw new RpcException(ChatError.NotInRoom, $"You are not in the room '{room}'.");
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Name} joined {Room}")]
    private partial void LogJoined(string name, string room);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Name} left {Room} ({Reason})")]
    private partial void LogLeft(string name, string room, RpcRoomLeaveReason reason);
}
