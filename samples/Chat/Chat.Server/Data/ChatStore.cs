using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Chat.Contracts;
using Chat.Server.Hosting;
using Microsoft.EntityFrameworkCore;
using Ws.Rpc;

namespace Chat.Server.Data;

/// <summary>What lasts: rooms, who belongs to them, and what was said. For one call.</summary>
public sealed class ChatStore(ChatDb db, ChatSettings settings, TimeProvider time)
{
    private const int MaxRooms = 500;
    private const int BatchLength = 200;

    /// <summary>All rooms by name, as one user sees them; nobody is online in them yet.</summary>
    public Task<List<RoomSummary>> RoomsAsync(string user, CancellationToken cancellationToken) =>
        (from room in db.Rooms
         join one in db.Members.Where(one => one.User == user) on room.Name equals one.Room into members
         from member in members.DefaultIfEmpty()
         orderby room.Name
         select new RoomSummary(
             room.Name,
             member != null,
             db.Messages.Count(one => one.Room == room.Name && member != null && one.Id > member.ReadUpTo && one.Sender != user),
             0))
        .ToListAsync(cancellationToken);

    /// <summary>Makes a user part of a room; says whether the room is new.</summary>
    public async Task<bool> EnterAsync(string user, string room, CancellationToken cancellationToken)
    {
        bool isThere = await db.Rooms.AnyAsync(one => one.Name == room, cancellationToken);
        if (!isThere && await db.Rooms.CountAsync(cancellationToken) >= MaxRooms)
        {
            throw new RpcException(ChatError.TooManyRooms, $"There are {MaxRooms} rooms, and there will not be more.");
        }

        // Two who enter at the same time both may: the second statement of a kind changes nothing.
        int made = await db.Database.ExecuteSqlAsync($"INSERT OR IGNORE INTO Rooms (Name) VALUES ({room})", cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"INSERT OR IGNORE INTO Members (User, Room, ReadUpTo) VALUES ({user}, {room}, 0)", cancellationToken);
        return made > 0;
    }

    /// <summary>Whether a user is part of a room.</summary>
    public Task<bool> IsMemberAsync(string user, string room, CancellationToken cancellationToken) =>
        db.Members.AnyAsync(one => one.User == user && one.Room == room, cancellationToken);

    /// <summary>Ends that a user is part of a room.</summary>
    public Task LeaveAsync(string user, string room, CancellationToken cancellationToken) =>
        db.Members.Where(one => one.User == user && one.Room == room).ExecuteDeleteAsync(cancellationToken);

    /// <summary>The id of the last message in a room; 0 if there is none.</summary>
    public async Task<long> LastIdAsync(string room, CancellationToken cancellationToken) =>
        await db.Messages.Where(one => one.Room == room).MaxAsync(one => (long?)one.Id, cancellationToken) ?? 0;

    /// <summary>Keeps a message; <c>IsNew</c> is false for one that this sender has sent by the same key before.</summary>
    public async Task<(ChatMessage Message, bool IsNew)> KeepAsync(
        string user, string room, string text, string? key, CancellationToken cancellationToken)
    {
        if (key is not null && await FindAsync(user, key, cancellationToken) is { } earlier)
        {
            return (earlier.ToMessage(), false);
        }

        var message = new StoredMessage
        {
            Room = room,
            Sender = user,
            Text = text,
            Key = key,
            SentAt = time.GetUtcNow().ToUnixTimeMilliseconds(),
            Server = settings.Name,
        };
        db.Messages.Add(message);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException) when (key is not null)
        {
            // On another server at the same time. Anything else that went wrong finds nothing, and is thrown on.
            db.ChangeTracker.Clear();
            if (await FindAsync(user, key, cancellationToken) is { } taken)
            {
                return (taken.ToMessage(), false);
            }

            throw;
        }

        return (message.ToMessage(), true);
    }

    /// <summary>A page of messages, the oldest first: the last one, or the one before a message.</summary>
    public IAsyncEnumerable<ChatMessage> PageAsync(string room, int limit, long? before) =>
        Messages(db.Messages
            .Where(one => one.Room == room && (before == null || one.Id < before))
            .OrderByDescending(one => one.Id)
            .Take(limit)
            .OrderBy(one => one.Id));

    /// <summary>Some of the messages after one, the oldest first; none if there are no more.</summary>
    public Task<List<ChatMessage>> AfterAsync(string room, long after, CancellationToken cancellationToken) =>
        Messages(db.Messages.Where(one => one.Room == room && one.Id > after).OrderBy(one => one.Id).Take(BatchLength))
            .ToListAsync(cancellationToken).AsTask();

    /// <summary>Remembers how far a user has read; never backwards.</summary>
    public Task MarkReadAsync(string user, string room, long upTo, CancellationToken cancellationToken) =>
        db.Members
            .Where(one => one.User == user && one.Room == room && one.ReadUpTo < upTo)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.ReadUpTo, upTo), cancellationToken);

    private static IAsyncEnumerable<ChatMessage> Messages(IQueryable<StoredMessage> messages) =>
        messages.AsNoTracking().AsAsyncEnumerable().Select(static one => one.ToMessage());

    private Task<StoredMessage?> FindAsync(string user, string key, CancellationToken cancellationToken) =>
        db.Messages.AsNoTracking().SingleOrDefaultAsync(one => one.Sender == user && one.Key == key, cancellationToken);
}
