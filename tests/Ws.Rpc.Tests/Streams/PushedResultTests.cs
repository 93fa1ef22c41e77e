using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Tests.Sessions;
using Ws.Rpc.Tests.Transports;
using Xunit;

namespace Ws.Rpc.Tests.Streams;

/// <summary>A result that is pushed, byte by byte: what is said, and when.</summary>
public sealed class PushedResultTests
{
    [Fact]
    public async Task Items_come_within_the_credit_and_the_answer_ends_them()
    {
        await using var scripted = new ScriptedSession(TestSessions.Options with { IsServer = true });
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":1,"method":"list","params":[3],"credit":64}""");

        Assert.Equal("""{"jsonrpc":"2.0","method":"$/stream","params":{"id":1,"items":[0,1,2]}}""", await scripted.HearAsync());
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":null}""", await scripted.HearAsync());
        Assert.Equal(0, scripted.Session.Streams.Count);
    }

    [Fact]
    public async Task A_source_produces_no_more_than_there_is_credit_for()
    {
        await using var scripted = new ScriptedSession();
        int produced = 0;
        scripted.Hub.List = (count, token) => CountedAsync(count, () => produced++, token);
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":"s","method":"list","params":[5],"credit":0}""");
        await scripted.AssertSilentAsync();
        Assert.Equal(0, produced);

        await scripted.TellAsync("""{"jsonrpc":"2.0","method":"$/credit","params":{"id":"s","n":2}}""");
        Assert.Equal("""{"jsonrpc":"2.0","method":"$/stream","params":{"id":"s","items":[0,1]}}""", await scripted.HearAsync());
        await scripted.AssertSilentAsync();
        Assert.Equal(2, produced);

        await scripted.TellAsync("""{"jsonrpc":"2.0","method":"$/credit","params":{"n":100,"id":"s"}}""");
        Assert.Equal("""{"jsonrpc":"2.0","method":"$/stream","params":{"id":"s","items":[2,3,4]}}""", await scripted.HearAsync());
        Assert.Equal("""{"jsonrpc":"2.0","id":"s","result":null}""", await scripted.HearAsync());
        await scripted.TellAsync("""{"jsonrpc":"2.0","method":"$/credit","params":{"id":"s","n":1}}""");
        await scripted.AssertSilentAsync();
    }

    [Fact]
    public async Task What_came_before_a_failure_is_sent_even_if_that_is_a_cancellation_of_its_own()
    {
        await using var scripted = new ScriptedSession();
        scripted.Hub.List = (count, _) => TimedOutAsync(count);
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":1,"method":"list","params":[2],"credit":64}""");

        Assert.Equal("""{"jsonrpc":"2.0","method":"$/stream","params":{"id":1,"items":[0,1]}}""", await scripted.HearAsync());
        Assert.Contains("-32603", await scripted.HearAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_frame_holds_at_most_256_items()
    {
        await using var scripted = new ScriptedSession();
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":1,"method":"list","params":[300],"credit":65535}""");

        Assert.EndsWith(",254,255]}}", await scripted.HearAsync(), StringComparison.Ordinal);
        Assert.Contains("[256,", await scripted.HearAsync(), StringComparison.Ordinal);
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":null}""", await scripted.HearAsync());
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"list","params":[1],"credit":-1}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"list","params":[1],"credit":65536}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"list","params":[1],"credit":"1"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"list","params":[1],"credit":1,"credit":1}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"list","params":[1],"after":1}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"list","params":[1],"after":"a","after":"a"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"list","params":[1],"after":"\ud800"}""")]
    public async Task A_wrong_credit_or_position_is_refused(string request)
    {
        await using var scripted = new ScriptedSession();
        Assert.Contains("-32600", await scripted.AskAsync(request), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_ends_the_source_and_is_answered()
    {
        await using var scripted = new ScriptedSession();
        var disposed = new TaskCompletionSource();
        scripted.Hub.List = (_, token) => WaitingAsync(disposed, token);
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":1,"method":"list","params":[1],"credit":64}""");
        Assert.Equal("""{"jsonrpc":"2.0","method":"$/stream","params":{"id":1,"items":[7]}}""", await scripted.HearAsync());

        await scripted.TellAsync("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}""");
        Assert.Contains("-32800", await scripted.HearAsync(), StringComparison.Ordinal);
        Assert.True(disposed.Task.IsCompleted);
    }

    [Fact]
    public async Task Cancelling_a_source_that_waits_for_credit_ends_it()
    {
        await using var scripted = new ScriptedSession();
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":1,"method":"list","params":[9],"credit":1}""");
        await scripted.HearAsync();
        await scripted.TellAsync("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}""");
        Assert.Contains("-32800", await scripted.HearAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_comes_behind_the_items_before_it()
    {
        await using var scripted = new ScriptedSession();
        scripted.Hub.List = (_, _) => FailingAsync();
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":1,"method":"list","params":[1],"credit":64}""");

        Assert.Equal("""{"jsonrpc":"2.0","method":"$/stream","params":{"id":1,"items":[1,2]}}""", await scripted.HearAsync());
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"error":{"code":42,"message":"enough"}}""", await scripted.HearAsync());
    }

    [Fact]
    public async Task A_stream_too_many_is_refused_and_the_others_live()
    {
        await using var scripted = new ScriptedSession(TestSessions.Options with { MaxStreams = 2 });
        for (int id = 1; id <= 2; id++)
        {
            await scripted.TellAsync($$"""{"jsonrpc":"2.0","id":{{id}},"method":"list","params":[9],"credit":0}""");
        }

        Assert.Contains("-32053", await scripted.AskAsync(
            """{"jsonrpc":"2.0","id":3,"method":"list","params":[9],"credit":0}"""), StringComparison.Ordinal);
        Assert.Equal(2, scripted.Session.Streams.Count);
        await scripted.TellAsync("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}""");
        await scripted.HearAsync();
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":4,"method":"list","params":[1],"credit":1}""");
        Assert.Contains("\"id\":4", await scripted.HearAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_id_in_use_is_refused_and_the_first_stream_goes_on()
    {
        await using var scripted = new ScriptedSession();
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":1,"method":"list","params":[1],"credit":0}""");
        Assert.Contains("-32600", await scripted.AskAsync(
            """{"jsonrpc":"2.0","id":1,"method":"list","params":[1],"credit":0}"""), StringComparison.Ordinal);
        await scripted.TellAsync("""{"jsonrpc":"2.0","method":"$/credit","params":{"id":1,"n":2}}""");
        Assert.Contains("[0]", await scripted.HearAsync(), StringComparison.Ordinal);
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":null}""", await scripted.HearAsync());
    }

    [Fact]
    public async Task Positions_go_with_the_last_item_of_a_frame()
    {
        await using var scripted = new ScriptedSession();
        scripted.Hub.List = (_, _) => PositionedAsync();
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":1,"method":"list","params":[1],"credit":64,"after":"m-\u0031"}""");

        Assert.Equal(
            """{"jsonrpc":"2.0","method":"$/stream","params":{"id":1,"items":[1,2],"cursor":"m-1.2"}}""", await scripted.HearAsync());
        Assert.Equal("""{"jsonrpc":"2.0","method":"$/stream","params":{"id":1,"items":[3]}}""", await scripted.HearAsync());
    }

    [Fact]
    public async Task Stalled_streams_do_not_hold_up_other_calls()
    {
        await using var scripted = new ScriptedSession(TestSessions.Options with { MaxConcurrentCalls = 2, MaxPendingCalls = 4 });
        for (int id = 1; id <= 20; id++)
        {
            await scripted.TellAsync($$"""{"jsonrpc":"2.0","id":{{id}},"method":"list","params":[9],"credit":0}""");
        }

        await scripted.AssertSilentAsync();
        Assert.Equal(20, scripted.Session.Streams.Count);
        scripted.Cut();
        await scripted.Run.Within();
        await Eventually.ZeroAsync(() => scripted.Session.Streams.Count);
    }

    private static async IAsyncEnumerable<int> CountedAsync(
        int count, Action produced, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        for (int i = 0; i < count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            produced();
            yield return i;
        }
    }

    private static async IAsyncEnumerable<int> WaitingAsync(
        TaskCompletionSource disposed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            yield return 7;
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            disposed.SetResult();
        }
    }

    private static async IAsyncEnumerable<int> FailingAsync()
    {
        await Task.CompletedTask;
        yield return 1;
        yield return 2;
        throw new RpcException(42, "enough");
    }

    private static async IAsyncEnumerable<int> PositionedAsync()
    {
        await Task.CompletedTask;
        for (int i = 1; i <= 3; i++)
        {
            if (i < 3)
            {
                RpcStreamContext.SetCursor($"{RpcStreamContext.After}.{i}");
            }

            yield return i;
        }
    }

    private static async IAsyncEnumerable<int> TimedOutAsync(int count)
    {
        await Task.CompletedTask;
        for (int i = 0; i < count; i++)
        {
            yield return i;
        }

        throw new OperationCanceledException("A time limit of the source's own.");
    }
}
