using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Streams;
using Ws.Rpc.Tests.Sessions;
using Ws.Rpc.Tests.Transports;
using Ws.Rpc.Wire;
using Xunit;

namespace Ws.Rpc.Tests.Streams;

/// <summary>What we make of the streams that a peer sends, right or wrong.</summary>
public sealed class ReceivedStreamTests
{
    [Fact]
    public async Task Credit_is_given_anew_when_half_of_it_is_used()
    {
        await using var scripted = new ScriptedSession(TestSessions.Options with { StreamCredit = 4 });
        IAsyncEnumerator<int> items = scripted.CallHub.ListAsync(9).GetAsyncEnumerator();
        Task<bool> first = items.MoveNextAsync().AsTask();
        Assert.EndsWith("\"credit\":4}", await scripted.HearAsync(), StringComparison.Ordinal);
        await scripted.TellAsync("""{"jsonrpc":"2.0","method":"$/stream","params":{"id":1,"items":[0,1,2,3]}}""");
        Assert.True(await first.Within());
        Assert.True(await items.MoveNextAsync());
        await scripted.AssertSilentAsync();
        Assert.True(await items.MoveNextAsync());
        Assert.Equal("""{"jsonrpc":"2.0","method":"$/credit","params":{"id":1,"n":2}}""", await scripted.HearAsync());
        await items.DisposeAsync();
        Assert.Equal("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}""", await scripted.HearAsync());
        await scripted.TellAsync("""{"jsonrpc":"2.0","method":"$/stream","params":{"id":1,"items":[4,5,6,7,8,9]}}""");
        await scripted.AssertSilentAsync();
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{"token":7,"values":[0,1]}}""", "7")]
    [InlineData("""{"id":1,"result":{"values":["x",{}],"token":"t"},"jsonrpc":"2.0"}""", "\"t\"")]
    public async Task A_late_answer_that_begins_an_enumerator_is_told_to_abort_it(string answer, string token)
    {
        await using var scripted = new ScriptedSession();
        await GiveUpAsync(scripted);
        await scripted.TellAsync(answer);
        string abort = $$$"""{"jsonrpc":"2.0","method":"$/enumerator/abort","params":{"token":{{{token}}}}}""";
        Assert.Equal(abort, await scripted.HearAsync());
        await scripted.TellAsync(answer);
        await scripted.AssertSilentAsync();
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":null}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{"values":[0,1]}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{"token":{}}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":[7]}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":{"code":-32800,"message":"cancelled","data":{"token":7}}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":2,"result":{"token":7}}""")]
    public async Task A_late_answer_without_an_enumerator_is_only_counted(string answer)
    {
        await using var scripted = new ScriptedSession();
        await GiveUpAsync(scripted);
        await scripted.TellAsync(answer);
        await scripted.AssertSilentAsync();
    }

    [Fact]
    public async Task A_consumer_who_leaves_while_the_answer_is_read_aborts_the_enumerator_once()
    {
        await using var scripted = new ScriptedSession();
        IStreamLink link = scripted.Session.Streams;
        var puller = new Puller(link, new StreamInbox<int>(link, TokenArguments.Next, RpcCodecs.Int32));
        puller.Stop(tell: true);
        puller.OnPulled(new RequestId(7), isOver: false);
        Assert.Equal("""{"jsonrpc":"2.0","method":"$/enumerator/abort","params":{"token":7}}""", await scripted.HearAsync());
        puller.Stop(tell: true);
        puller.OnPulled(default, isOver: false);
        await scripted.AssertSilentAsync();
    }

    [Fact]
    public async Task What_one_peer_owed_is_not_held_against_the_next()
    {
        await using var scripted = new ScriptedSession();
        await GiveUpAsync(scripted);
        scripted.Cut();
        await scripted.Run.Within();
        scripted.Reconnect();
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":1,"result":{"token":7,"values":[0,1]}}""");
        await scripted.AssertSilentAsync();
    }

    [Fact]
    public async Task A_consumer_who_is_quicker_than_the_round_trip_is_given_more()
    {
        await using var scripted = new ScriptedSession(TestSessions.Options with { StreamCredit = 2 });
        await using IAsyncEnumerator<int> items = scripted.CallHub.ListAsync(9).GetAsyncEnumerator();
        Task<bool> next = items.MoveNextAsync().AsTask();
        Assert.EndsWith("\"credit\":2}", await scripted.HearAsync(), StringComparison.Ordinal);
        await scripted.TellAsync("""{"jsonrpc":"2.0","method":"$/stream","params":{"id":1,"items":[0,1]}}""");
        Assert.True(await next.Within());
        Assert.True(await items.MoveNextAsync());
        Assert.Equal("""{"jsonrpc":"2.0","method":"$/credit","params":{"id":1,"n":1}}""", await scripted.HearAsync());
        next = items.MoveNextAsync().AsTask();
        Assert.Equal("""{"jsonrpc":"2.0","method":"$/credit","params":{"id":1,"n":1}}""", await scripted.HearAsync());
        await scripted.TellAsync("""{"jsonrpc":"2.0","method":"$/stream","params":{"id":1,"items":[2,3]}}""");
        Assert.True(await next.Within());
        Assert.Equal("""{"jsonrpc":"2.0","method":"$/credit","params":{"id":1,"n":2}}""", await scripted.HearAsync());
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"$/stream","params":{"id":1,"items":[0,1,2]}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/stream","params":{"items":[0,1,2],"id":1}}""")]
    [InlineData("""{"method":"$/stream","params":{"cursor":"c","items":[0,1,2],"id":1},"jsonrpc":"2.0"}""")]
    public async Task More_items_than_there_was_credit_for_close_the_connection(string frame)
    {
        await using var scripted = new ScriptedSession(TestSessions.Options with { StreamCredit = 2 });
        Task<bool> first = scripted.CallHub.ListAsync(9).GetAsyncEnumerator().MoveNextAsync().AsTask();
        await scripted.HearAsync();
        await scripted.TellAsync(frame);
        Assert.Equal(4500, (await scripted.Run.Within()).CloseCode);
        Assert.IsType<RpcConnectionException>(await Record.ExceptionAsync(() => first.Within()));
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"$/stream","params":{"id":1,"items":[5,"six",7]}}""", 5)]
    [InlineData("""{"jsonrpc":"2.0","method":"$/stream","params":{"items":[5,{"a":[1]}],"id":1}}""", 5)]
    [InlineData("""{"jsonrpc":"2.0","method":"$/stream","params":{"id":1,"items":{}}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":7}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{"values":[5,null]}}""", 5)]
    public async Task Items_that_do_not_fit_fail_the_stream_behind_those_that_do(string frame, params int[] before)
    {
        await using var scripted = new ScriptedSession();
        var items = new List<int>();
        Task<RpcProtocolException> failure = Assert.ThrowsAsync<RpcProtocolException>(async () =>
        {
            await foreach (int item in scripted.CallHub.ListAsync(9))
            {
                items.Add(item);
            }
        });
        await scripted.HearAsync();
        await scripted.TellAsync(frame);
        Assert.Contains("'list'", (await failure.Within()).Message, StringComparison.Ordinal);
        Assert.Equal(before, items);
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"$/stream","params":{"id":1,"items":[1],}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/stream","params":{"id":1,"items":[1]}]}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/stream","params":{"id":1,"items":[1]},}""")]
    public async Task A_frame_that_is_not_json_delivers_nothing(string frame)
    {
        await using var scripted = new ScriptedSession();
        Task<bool> first = scripted.CallHub.ListAsync(9).GetAsyncEnumerator().MoveNextAsync().AsTask();
        await scripted.HearAsync();
        Assert.Contains("-32700", await scripted.AskAsync(frame), StringComparison.Ordinal);
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":1,"result":null}""");
        Assert.False(await first.Within());
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"$/stream","params":{"id":1,"items":[1]},"traceparent":"00-x"}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/stream","params":{"id":1,"items":[1]},"x":{}}""")]
    public async Task A_frame_with_more_members_delivers_once(string frame)
    {
        await using var scripted = new ScriptedSession();
        IAsyncEnumerator<int> items = scripted.CallHub.ListAsync(9).GetAsyncEnumerator();
        Task<bool> first = items.MoveNextAsync().AsTask();
        await scripted.HearAsync();
        await scripted.TellAsync(frame, """{"jsonrpc":"2.0","id":1,"result":null}""");
        Assert.True(await first.Within());
        Assert.False(await items.MoveNextAsync().AsTask().Within());
    }

    [Fact]
    public async Task An_argument_is_given_credit_when_it_is_read_and_released_with_its_call()
    {
        await using var scripted = new ScriptedSession();
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":1,"method":"total","params":[{"token":9,"push":true,"values":[1,2]}]}""");
        Assert.Equal("""{"jsonrpc":"2.0","method":"$/credit","params":{"token":9,"n":64}}""", await scripted.HearAsync());
        await scripted.TellAsync(
            """{"jsonrpc":"2.0","method":"$/stream","params":{"token":9,"items":[3,4]}}""",
            """{"jsonrpc":"2.0","method":"$/stream","params":{"token":9,"items":[5],"done":true}}""");
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":15}""", await scripted.HearAsync());
        await Eventually.ZeroAsync(() => scripted.Session.Streams.Count);
    }

    [Fact]
    public async Task An_argument_without_push_is_pulled()
    {
        await using var scripted = new ScriptedSession(TestSessions.Options with { IsServer = true });
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":1,"method":"total","params":{"numbers":{"token":9}}}""");
        Assert.Equal("""{"jsonrpc":"2.0","id":-1,"method":"$/enumerator/next","params":{"token":9}}""", await scripted.HearAsync());
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":-1,"result":{"values":[1,2],"finished":false}}""");
        Assert.Equal("""{"jsonrpc":"2.0","id":-2,"method":"$/enumerator/next","params":{"token":9}}""", await scripted.HearAsync());
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":-2,"result":{"values":[],"finished":true}}""");
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":3}""", await scripted.HearAsync());
    }

    [Fact]
    public async Task A_failed_argument_fails_its_consumer()
    {
        await using var scripted = new ScriptedSession();
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":1,"method":"total","params":[{"token":9,"push":true}]}""");
        await scripted.HearAsync();
        await scripted.TellAsync(
            """{"jsonrpc":"2.0","method":"$/stream","params":{"token":9,"error":{"code":5,"message":"gone"}}}""");
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"error":{"code":5,"message":"gone"}}""", await scripted.HearAsync());
    }

    [Theory]
    [InlineData("\"boo\"")]
    [InlineData("7")]
    [InlineData("[]")]
    public async Task An_error_that_is_none_is_the_peers_mistake(string error)
    {
        await using var scripted = new ScriptedSession();
        var failure = new TaskCompletionSource<Exception?>(TaskCreationOptions.RunContinuationsAsynchronously);
        scripted.Hub.Total = async (numbers, token) =>
        {
            failure.SetResult(await Record.ExceptionAsync(() => Twin.TwinStreams.TotalAsync(numbers, token).AsTask()));
            return 0;
        };
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":1,"method":"total","params":[{"token":9,"push":true}]}""");
        await scripted.HearAsync();
        await scripted.TellAsync($$$"""{"jsonrpc":"2.0","method":"$/stream","params":{"token":9,"error":{{{error}}}}}""");
        Assert.IsType<RpcProtocolException>(await failure.Task.Within());
    }

    [Fact]
    public async Task A_token_is_no_longer_than_an_id()
    {
        await using var scripted = new ScriptedSession();
        Assert.Contains("-32602", await scripted.AskAsync(
            $$"""{"jsonrpc":"2.0","id":1,"method":"total","params":[{"token":"{{new string('x', 200)}}"}]}"""),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[5]")]
    [InlineData("[null]")]
    [InlineData("[[1]]")]
    [InlineData("""[{"token":{}}]""")]
    [InlineData("""[{"token":[1],"push":true}]""")]
    [InlineData("""[{"token":true}]""")]
    [InlineData("""[{"token":1.5}]""")]
    [InlineData("""[{"token":1e3,"push":true}]""")]
    [InlineData("""[{"values":[1],"token":false}]""")]
    public async Task What_is_no_stream_is_refused(string arguments)
    {
        await using var scripted = new ScriptedSession();
        Assert.Contains("-32602", await scripted.AskAsync(
            $$"""{"jsonrpc":"2.0","id":1,"method":"total","params":{{arguments}}}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notification_with_a_stream_is_dropped()
    {
        await using var scripted = new ScriptedSession();
        await scripted.TellAsync("""{"jsonrpc":"2.0","method":"total","params":[{"token":9,"push":true}]}""");
        await scripted.TellAsync("""{"jsonrpc":"2.0","method":"list","params":[1]}""");
        await scripted.AssertSilentAsync();
        Assert.Equal(0, scripted.Session.Streams.Count);
    }

    [Fact]
    public async Task Arguments_count_among_the_streams()
    {
        await using var scripted = new ScriptedSession(TestSessions.Options with { MaxStreams = 1 });
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":1,"method":"total","params":[{"token":1,"push":true}]}""");
        await scripted.HearAsync();
        Assert.Contains("-32053", await scripted.AskAsync(
            """{"jsonrpc":"2.0","id":2,"method":"total","params":[{"token":2,"push":true}]}"""), StringComparison.Ordinal);
        await scripted.TellAsync("""{"jsonrpc":"2.0","method":"$/stream","params":{"token":1,"items":[],"done":true}}""");
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":0}""", await scripted.HearAsync());
    }

    [Theory]
    [InlineData(
        """{"jsonrpc":"2.0","id":7,"method":"$/enumerator/next","params":{"token":1}}""",
        """{"jsonrpc":"2.0","id":7,"error":{"code":17,"message":"not today"}}""")]
    [InlineData(
        """{"jsonrpc":"2.0","method":"$/credit","params":{"token":1,"n":2}}""",
        """{"jsonrpc":"2.0","method":"$/stream","params":{"token":1,"error":{"code":17,"message":"not today"}}}""")]
    public async Task An_argument_that_cannot_be_begun_fails_with_its_own_reason(string ask, string answer)
    {
        await using var scripted = new ScriptedSession();
        Task<int> call = scripted.CallHub.TotalAsync(new Refusing()).AsTask();
        await scripted.HearAsync();
        Assert.Equal(answer, await scripted.AskAsync(ask));
        await Eventually.ZeroAsync(() => scripted.Session.Streams.Count);
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":1,"result":1}""");
        Assert.Equal(1, await call.Within());
    }

    [Fact]
    public async Task We_serve_an_argument_to_a_peer_that_pulls()
    {
        await using var scripted = new ScriptedSession();
        Task<int> call = scripted.CallHub.TotalAsync(Twin.TwinStreams.CountAsync(2, default)).AsTask();
        Assert.Equal(
            """{"jsonrpc":"2.0","id":1,"method":"total","params":[{"token":1,"push":true}]}""", await scripted.HearAsync());
        Assert.Equal(
            """{"jsonrpc":"2.0","id":7,"result":{"values":[0,1],"finished":true}}""",
            await scripted.AskAsync("""{"jsonrpc":"2.0","id":7,"method":"$/enumerator/next","params":{"token":1}}"""));
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":1,"result":1}""");
        Assert.Equal(1, await call.Within());
        Assert.Equal(0, scripted.Session.Streams.Count);
    }

    // A stream that was asked for, and left before anything came of it.
    private static async Task GiveUpAsync(ScriptedSession scripted)
    {
        IAsyncEnumerator<int> items = scripted.CallHub.ListAsync(9).GetAsyncEnumerator();
        Task<bool> first = items.MoveNextAsync().AsTask();
        await scripted.HearAsync();
        await items.DisposeAsync();
        Assert.False(await first.Within());
        Assert.Equal("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}""", await scripted.HearAsync());
    }
}
