using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Chat.Contracts;

namespace Chat.Client;

/// <summary>The room that one is in, and how far it has been seen: what was missed is shown when one is back. Thread-safe.</summary>
internal sealed class CurrentRoom(IChatHub chat, string self, ChatScreen screen) : IDisposable
{
    private const int PageLength = 20;

    // One thing at a time: guards what is below, and keeps new messages behind those that were missed.
    private readonly SemaphoreSlim _turn = new(1);

    // One's own messages that were shown among those that were missed: the answer to the sending may come behind them.
    private readonly HashSet<long> _ownCaughtUp = [];
    private long _seen;

    /// <summary><see langword="null"/> outside of all rooms.</summary>
    public string? Name { get; private set; }

    public Task EnterAsync(string room, CancellationToken cancellationToken) => TakeTurnAsync(
        async () =>
        {
            await LeaveCurrentAsync(cancellationToken);
            RoomSnapshot snapshot = await chat.JoinAsync(room, cancellationToken);
            Name = room;
            _seen = 0;
            _ownCaughtUp.Clear();
            screen.Entered(snapshot, self);
            await foreach (ChatMessage message in chat.HistoryAsync(room, PageLength, cancellationToken: cancellationToken))
            {
                Show(message);
            }
        },
        cancellationToken);

    public Task LeaveAsync(CancellationToken cancellationToken) =>
        TakeTurnAsync(() => LeaveCurrentAsync(cancellationToken), cancellationToken);

    /// <summary>The server has forgotten the client: goes in again, and shows what was said meanwhile.</summary>
    public Task ComeBackAsync(CancellationToken cancellationToken) => TakeTurnAsync(
        async () =>
        {
            if (Name is not { } room)
            {
                return;
            }

            await chat.JoinAsync(room, cancellationToken);
            await foreach (ChatMessage message in chat.SinceAsync(room, _seen, cancellationToken))
            {
                if (message.Sender == self && message.Id > _seen)
                {
                    _ownCaughtUp.Add(message.Id);
                }

                Show(message);
            }
        },
        cancellationToken);

    /// <summary>A message has come. One of another room, or one that has been shown, is not shown.</summary>
    public Task ReceiveAsync(ChatMessage message, CancellationToken cancellationToken) => TakeTurnAsync(
        () =>
        {
            if (message.Room == Name)
            {
                Show(message);
            }

            return Task.CompletedTask;
        },
        cancellationToken);

    /// <summary>Sends a message, under a key that makes it one message however often it must be sent.</summary>
    public async Task SendAsync(string text, CancellationToken cancellationToken)
    {
        if (Name is not { } room)
        {
            screen.Notice("You are in no room: /join ROOM enters one.");
            return;
        }

        long id = await chat.SendAsync(room, text, Guid.NewGuid().ToString("N"), cancellationToken);
        await TakeTurnAsync(
            () =>
            {
                if (!_ownCaughtUp.Remove(id))
                {
                    screen.Sent(self, text);
                }

                _seen = Math.Max(_seen, id);
                return Task.CompletedTask;
            },
            cancellationToken);
    }

    public void Dispose() => _turn.Dispose();

    private void Show(ChatMessage message)
    {
        if (message.Id > _seen)
        {
            _seen = message.Id;
            screen.Said(message, self);
        }
    }

    private async Task LeaveCurrentAsync(CancellationToken cancellationToken)
    {
        if (Name is { } room)
        {
            Name = null;
            await chat.LeaveAsync(room, cancellationToken);
            screen.Notice($"You left {room}.");
        }
    }

    private async Task TakeTurnAsync(Func<Task> act, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await act();
        }
        finally
        {
            _turn.Release();
        }
    }
}
