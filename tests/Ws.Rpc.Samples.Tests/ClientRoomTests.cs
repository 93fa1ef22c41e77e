using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Chat.Client;
using Chat.Contracts;
using Spectre.Console;
using Ws.Rpc.Samples.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.Samples.Tests;

/// <summary>What the console client shows of a room.</summary>
public sealed class ClientRoomTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_said_while_the_server_was_away_is_shown_once(bool answeredFirst)
    {
        using var output = new StringWriter();
        var chat = new ReturningChat();
        using var room = new CurrentRoom(chat, "ann", Screen(output));
        await room.EnterAsync("lobby", CancellationToken.None).Within();
        Task sending = room.SendAsync("said while away", CancellationToken.None);

        if (answeredFirst)
        {
            chat.Answer.SetResult(ReturningChat.Id);
            await sending.Within();
        }

        await room.ComeBackAsync(CancellationToken.None).Within();
        chat.Answer.TrySetResult(ReturningChat.Id);
        await sending.Within();
        await room.SendAsync("and then", CancellationToken.None).Within();

        Assert.Single(LinesWith(output, "said while away"));
        Assert.Single(LinesWith(output, "what bob said"));
        Assert.Single(LinesWith(output, "and then"));
    }

    private static ChatScreen Screen(TextWriter output) =>
        new(AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) }));

    private static IEnumerable<string> LinesWith(StringWriter output, string text) =>
        output.ToString().Split('\n').Where(line => line.Contains(text, StringComparison.Ordinal));

    /// <summary>A server that was away: it has the message, and says so when it is told to; and what was said before it.</summary>
    private sealed class ReturningChat : IChatHub
    {
        public const long Id = 7;

        private int _sent;

        public TaskCompletionSource<long> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ValueTask<RoomSnapshot> JoinAsync(string room, CancellationToken cancellationToken) =>
            new(new RoomSnapshot(room, ["ann"], 0));

        public ValueTask<long> SendAsync(string room, string text, string? key, CancellationToken cancellationToken) =>
            _sent++ == 0 ? new(Answer.Task) : new(Id + _sent);

        public async IAsyncEnumerable<ChatMessage> SinceAsync(
            string room, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.CompletedTask;
            ChatMessage[] messages =
            [
                new(Id, room, "ann", "said while away", DateTimeOffset.UnixEpoch),
                new(Id + 1, room, "bob", "what bob said", DateTimeOffset.UnixEpoch),
            ];
            foreach (ChatMessage message in messages.Where(message => message.Id > after))
            {
                yield return message;
            }
        }

        public IAsyncEnumerable<ChatMessage> HistoryAsync(string room, int limit, long? before, CancellationToken cancellationToken) =>
            AsyncEnumerable.Empty<ChatMessage>();

        public ValueTask<IReadOnlyList<RoomSummary>> RoomsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask LeaveAsync(string room, CancellationToken cancellationToken) => throw new NotSupportedException();

        public void Typing(string room) => throw new NotSupportedException();

        public ValueTask MarkReadAsync(string room, long upTo, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
