using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;
using Ws.Rpc.Tests.Sessions;
using Ws.Rpc.Tests.Transports;
using Xunit;

namespace Ws.Rpc.Tests.Streams;

/// <summary>A peer that uses streams to get more of us than it may have.</summary>
public sealed class HostileStreamTests
{
    private const int MaxStreams = 2;
    private const int MaxTokens = 3;

    private static readonly Ws.Rpc.Sessions.SessionOptions s_few = TestSessions.Options with
    {
        IsServer = true,
        MaxStreams = MaxStreams,
        MaxStreamTokens = MaxTokens,
        MaxConcurrentCalls = 1,
        MaxPendingCalls = 4,
    };

    [Fact]
    public async Task A_result_too_many_is_refused_though_its_source_is_waited_for()
    {
        await using var scripted = new ScriptedSession(s_few);
        var disposed = new List<TaskCompletionSource>();
        scripted.Hub.List = (_, token) =>
        {
            disposed.Add(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            return Endless.CountAsync(disposed[^1], token, 1);
        };
        for (int id = 1; id <= MaxTokens; id++)
        {
            Assert.Contains("\"token\"", await scripted.AskAsync(
                $$"""{"jsonrpc":"2.0","id":{{id}},"method":"list","params":[1]}"""), StringComparison.Ordinal);
        }

        for (int id = 10; id < 30; id++)
        {
            Assert.StartsWith(
                $$$"""{"jsonrpc":"2.0","id":{{{id}}},"error":{"code":-32053""",
                await scripted.AskAsync($$"""{"jsonrpc":"2.0","id":{{id}},"method":"list","params":[1]}"""),
                StringComparison.Ordinal);
            await disposed[^1].Task.Within();

            // A refused call counts until its source is disposed; one more would be refused for its number, its source not begun.
            await Eventually.ZeroAsync(() => scripted.Session.Streams.Calls - MaxTokens);
        }
    }

    [Theory]
    [InlineData("""[{"values":[1]}]""", null)]
    [InlineData("""[{"token":1,"push":true}]""", """{"jsonrpc":"2.0","method":"$/stream","params":{"token":1,"done":true}}""")]
    public async Task Calls_that_outlive_their_streams_are_bounded(string arguments, string? end)
    {
        await using var scripted = new ScriptedSession(s_few);
        int running = 0;
        scripted.Hub.Total = async (_, token) =>
        {
            Interlocked.Increment(ref running);
            await Task.Delay(Timeout.Infinite, token);
            return 0;
        };
        for (int id = 1; id <= 40; id++)
        {
            await scripted.TellAsync($$"""{"jsonrpc":"2.0","id":{{id}},"method":"total","params":{{arguments}}}""");
            if (end is not null)
            {
                await scripted.TellAsync(end);
            }
        }

        Assert.Contains("-32053", await scripted.HearAsync(), StringComparison.Ordinal);
        Assert.InRange(Volatile.Read(ref running), 1, MaxStreams + MaxTokens + 1);
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"$/stream","params":{"token":9,"items":[3]}}""")]
    [InlineData("""{"method":"$/stream","params":{"items":[3],"token":9},"jsonrpc":"2.0"}""")]
    public async Task Items_pushed_where_they_are_pulled_close_the_connection(string frame)
    {
        await using var scripted = new ScriptedSession(s_few with { CloseTimeout = TimeSpan.FromMilliseconds(50) });
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":1,"method":"total","params":[{"token":9}]}""");
        Assert.Contains("$/enumerator/next", await scripted.HearAsync(), StringComparison.Ordinal);
        await scripted.TellAsync(frame);
        Assert.Equal(4500, (await scripted.Run.Within()).CloseCode);
    }

    [Fact]
    public async Task Positions_to_go_on_from_count_among_what_is_kept_for_calls_that_wait()
    {
        await using var scripted = new ScriptedSession(s_few with { MaxPendingCalls = 100 });
        scripted.Hub.Ping = static () => new ValueTask(Task.Delay(Timeout.Infinite));
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":1,"method":"ping"}""");
        string after = new('x', 900_000);
        for (int id = 2; id <= 4; id++)
        {
            await scripted.TellAsync($$"""{"jsonrpc":"2.0","id":{{id}},"method":"list","params":[1],"credit":1,"after":"{{after}}"}""");
        }

        Assert.StartsWith(
            """{"jsonrpc":"2.0","id":4,"error":{"code":-32053""", await scripted.HearAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_longer_than_an_id_may_be_is_refused()
    {
        await using var scripted = new ScriptedSession(s_few);
        Assert.Contains("-32602", await scripted.AskAsync(
            $$$"""{"jsonrpc":"2.0","id":1,"method":"total","params":[{"token":"{{{new string('x', 129)}}}"}]}"""), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[{\"token\":9,\"push\":true,\"values\":[1,\"a secret of the peer\"]}]", null)]
    [InlineData("[{\"token\":9,\"push\":true}]", """{"jsonrpc":"2.0","method":"$/stream","params":{"token":9,"items":["a secret of the peer"]}}""")]
    [InlineData("[{\"token\":9}]", """{"jsonrpc":"2.0","id":-1,"result":{"values":["a secret of the peer"]}}""")]
    [InlineData("[{\"token\":9}]", """{"jsonrpc":"2.0","id":-1,"result":"a secret of the peer"}""")]
    public async Task An_argument_whose_items_do_not_fit_is_the_callers_fault(string arguments, string? then)
    {
        var log = new RecordedLog();
        await using var scripted = new ScriptedSession(s_few with { Logger = log });
        await scripted.TellAsync($$"""{"jsonrpc":"2.0","id":1,"method":"total","params":{{arguments}}}""");
        string answer = await scripted.HearAsync();
        if (then is not null)
        {
            await scripted.TellAsync(then);
        }

        // First the credit or the question that the consumer began with, and its leave.
        while (answer.Contains("\"method\"", StringComparison.Ordinal))
        {
            answer = await scripted.HearAsync();
        }

        Assert.StartsWith("""{"jsonrpc":"2.0","id":1,"error":{"code":-32602""", answer, StringComparison.Ordinal);
        Assert.DoesNotContain(log.Entries, entry => entry.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task A_handler_that_loses_its_peer_is_no_error()
    {
        var log = new RecordedLog();
        await using var scripted = new ScriptedSession(s_few with { Logger = log });
        scripted.Hub.Ping = async () => await scripted.CallHub.AddAsync(1, 2);
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":1,"method":"ping"}""");
        await scripted.HearAsync();
        scripted.Cut();
        await scripted.Run.Within();
        await Eventually.ZeroAsync(() => scripted.Session.Calls.Running);
        Assert.DoesNotContain(log.Entries, entry => entry.Level >= LogLevel.Error);
    }
}
