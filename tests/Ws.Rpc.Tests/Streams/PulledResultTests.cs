using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using Ws.Rpc.Connections;
using Ws.Rpc.Tests.Sessions;
using Ws.Rpc.Tests.Transports;
using Xunit;

namespace Ws.Rpc.Tests.Streams;

/// <summary>A result that a plain client pulls, and one that a plain server lets us pull.</summary>
public sealed class PulledResultTests
{
    [Fact]
    public async Task A_short_result_comes_at_once_and_without_a_token()
    {
        await using var scripted = new ScriptedSession();
        Assert.Equal(
            """{"jsonrpc":"2.0","id":1,"result":{"values":[0,1,2]}}""",
            await scripted.AskAsync("""{"jsonrpc":"2.0","id":1,"method":"list","params":[3]}"""));
        await Eventually.ZeroAsync(() => scripted.Session.Streams.Count);
    }

    [Fact]
    public async Task A_longer_one_is_asked_for_batch_by_batch()
    {
        await using var scripted = new ScriptedSession();
        string first = await scripted.AskAsync("""{"jsonrpc":"2.0","id":1,"method":"list","params":[289]}""");
        Assert.StartsWith("""{"jsonrpc":"2.0","id":1,"result":{"token":1,"values":[0,1,""", first, StringComparison.Ordinal);
        Assert.EndsWith(",30,31]}}", first, StringComparison.Ordinal);
        string second = await scripted.AskAsync("""{"jsonrpc":"2.0","id":2,"method":"$/enumerator/next","params":{"token":1}}""");
        Assert.StartsWith("""{"jsonrpc":"2.0","id":2,"result":{"values":[32,""", second, StringComparison.Ordinal);
        Assert.EndsWith(""",287],"finished":false}}""", second, StringComparison.Ordinal);
        Assert.Equal(
            """{"jsonrpc":"2.0","id":3,"result":{"values":[288],"finished":true}}""",
            await scripted.AskAsync("""{"jsonrpc":"2.0","id":3,"method":"$/enumerator/next","params":[1]}"""));
        Assert.Contains("-32001", await scripted.AskAsync(
            """{"jsonrpc":"2.0","id":4,"method":"$/enumerator/next","params":{"token":1}}"""), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":4,"method":"$/enumerator/next","params":{"token":77}}""", "-32001")]
    [InlineData("""{"jsonrpc":"2.0","id":4,"method":"$/enumerator/next","params":{"token":"x"}}""", "-32001")]
    [InlineData("""{"jsonrpc":"2.0","id":4,"method":"$/enumerator/next","params":[77]}""", "-32001")]
    [InlineData("""{"jsonrpc":"2.0","id":4,"method":"$/enumerator/next","params":{}}""", "-32602")]
    [InlineData("""{"jsonrpc":"2.0","id":4,"method":"$/enumerator/next","params":[]}""", "-32602")]
    [InlineData("""{"jsonrpc":"2.0","id":4,"method":"$/enumerator/next","params":[[1]]}""", "-32602")]
    [InlineData("""{"jsonrpc":"2.0","id":4,"method":"$/enumerator/next","params":[1,2]}""", "-32602")]
    [InlineData("""{"jsonrpc":"2.0","id":4,"method":"$/enumerator/next"}""", "-32602")]
    [InlineData("""{"jsonrpc":"2.0","id":4,"method":"$/enumerator/other","params":{}}""", "-32601")]
    [InlineData("""{"jsonrpc":"2.0","id":4,"method":"$/stream","params":{"id":1,"items":[]}}""", "-32601")]
    public async Task What_is_unknown_is_refused(string request, string code)
    {
        await using var scripted = new ScriptedSession();
        Assert.Contains(code, await scripted.AskAsync(request), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"token\":1}")]
    [InlineData("[1]")]
    public async Task An_aborted_token_is_unknown_and_its_source_disposed(string token)
    {
        await using var scripted = new ScriptedSession();
        var disposed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        scripted.Hub.List = (_, token) => Endless.CountAsync(disposed, token, 1);
        Assert.Contains("\"token\":1,\"values\":[0]", await scripted.AskAsync(
            """{"jsonrpc":"2.0","id":1,"method":"list","params":[1]}"""), StringComparison.Ordinal);
        await scripted.TellAsync($$"""{"jsonrpc":"2.0","method":"$/enumerator/abort","params":{{token}}}""");
        await disposed.Task.Within();
        Assert.Contains("-32001", await scripted.AskAsync(
            """{"jsonrpc":"2.0","id":4,"method":"$/enumerator/next","params":{"token":1}}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_is_cancelled_when_the_cancellation_is_right_behind_it()
    {
        await using var scripted = new ScriptedSession();
        var disposed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        scripted.Hub.List = (_, token) => Endless.CountAsync(disposed, token, 1);
        await scripted.AskAsync("""{"jsonrpc":"2.0","id":1,"method":"list","params":[1]}""");
        await scripted.TellAsync(
            """{"jsonrpc":"2.0","id":2,"method":"$/enumerator/next","params":{"token":1}}""",
            """{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":2}}""");
        Assert.StartsWith("""{"jsonrpc":"2.0","id":2,"error":{"code":-32800""", await scripted.HearAsync(), StringComparison.Ordinal);
        await disposed.Task.Within();
    }

    [Fact]
    public async Task A_token_left_alone_for_five_minutes_ends()
    {
        var time = new FakeTimeProvider();
        await using var scripted = new ScriptedSession(TestSessions.Options with { Time = time });
        var disposed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        scripted.Hub.List = (_, token) => Endless.CountAsync(disposed, token);
        await scripted.AskAsync("""{"jsonrpc":"2.0","id":1,"method":"list","params":[1]}""");
        time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        Assert.Contains("\"finished\":false", await scripted.AskAsync(
            """{"jsonrpc":"2.0","id":2,"method":"$/enumerator/next","params":{"token":1}}"""), StringComparison.Ordinal);
        while (!disposed.Task.IsCompleted)
        {
            time.Advance(TimeSpan.FromMinutes(5));
            await Task.Yield();
        }

        Assert.Contains("-32001", await scripted.AskAsync(
            """{"jsonrpc":"2.0","id":4,"method":"$/enumerator/next","params":{"token":1}}"""), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(900, "\"values\":[{")]
    [InlineData(1150, "-32008")]
    [InlineData(2000, "-32008")]
    public async Task What_would_not_fit_into_the_queue_is_an_error_and_the_connection_lives(int length, string answer)
    {
        await using var scripted = new ScriptedSession(
            TestSessions.Options with { MaxAnswerBytes = 1200, IsServer = true }, new OutboxLimits { MaxBytes = 1200 });
        scripted.Hub.Merge = (_, _) => Twin.TwinStreams.MergeAsync(OneAsync(new Twin.TwinNote(1, new string('x', length))), null);
        Assert.Contains(answer, await scripted.AskAsync(
            """{"jsonrpc":"2.0","id":1,"method":"merge","params":[{}]}"""), StringComparison.Ordinal);
        await scripted.AssertSilentAsync();
    }

    [Fact]
    public async Task A_token_too_many_is_refused()
    {
        await using var scripted = new ScriptedSession(TestSessions.Options with { MaxStreamTokens = 2 });
        for (int id = 1; id <= 2; id++)
        {
            Assert.Contains("\"token\"", await scripted.AskAsync(
                $$"""{"jsonrpc":"2.0","id":{{id}},"method":"list","params":[99]}"""), StringComparison.Ordinal);
        }

        Assert.Contains("-32053", await scripted.AskAsync(
            """{"jsonrpc":"2.0","id":3,"method":"list","params":[99]}"""), StringComparison.Ordinal);
        Assert.Contains("\"values\"", await scripted.AskAsync(
            """{"jsonrpc":"2.0","id":4,"method":"list","params":[9]}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task We_pull_where_the_peer_ignores_our_credit()
    {
        await using var scripted = new ScriptedSession();
        Task<List<int>> all = AllAsync(scripted.CallHub.ListAsync(4));
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"method":"list","params":[4],"credit":64}""", await scripted.HearAsync());
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":1,"result":{"token":"t","values":[0,1]}}""");
        Assert.Equal(
            """{"jsonrpc":"2.0","id":2,"method":"$/enumerator/next","params":{"token":"t"}}""", await scripted.HearAsync());
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":2,"result":{"values":[2],"finished":false}}""");
        await scripted.HearAsync();
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":3,"result":{"values":[3],"finished":true}}""");
        Assert.Equal([0, 1, 2, 3], await all.Within());
        await scripted.AssertSilentAsync();
    }

    [Fact]
    public async Task We_abort_what_we_pull_when_the_consumer_stops()
    {
        await using var scripted = new ScriptedSession();
        IAsyncEnumerator<int> items = scripted.CallHub.ListAsync(4).GetAsyncEnumerator();
        Task<bool> first = items.MoveNextAsync().AsTask();
        await scripted.HearAsync();
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":1,"result":{"token":5,"values":[0,1]}}""");
        Assert.True(await first.Within());
        await items.DisposeAsync();
        Assert.Equal(
            """{"jsonrpc":"2.0","method":"$/enumerator/abort","params":{"token":5}}""", await scripted.HearAsync());
        await scripted.AssertSilentAsync();
    }

    private static async Task<List<int>> AllAsync(IAsyncEnumerable<int> stream)
    {
        var all = new List<int>();
        await foreach (int item in stream)
        {
            all.Add(item);
        }

        return all;
    }

    private static async IAsyncEnumerable<T> OneAsync<T>(T item)
    {
        await Task.CompletedTask;
        yield return item;
    }
}
