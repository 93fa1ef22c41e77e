using System.Linq;
using System.Threading.Tasks;
using Ws.Rpc.Tests.Transports;
using Xunit;

namespace Ws.Rpc.Tests.Sessions;

[Collection(AloneDefinition.Name)]
public sealed class ResponseTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("2")]
    [InlineData("-1")]
    [InlineData("17")]
    [InlineData("-9223372036854775808")]
    [InlineData("9223372036854775807")]
    [InlineData("99999999999999999999999999")]
    [InlineData("1.0")]
    [InlineData("1e0")]
    [InlineData("\"1\"")]
    [InlineData("null")]
    [InlineData("[1]")]
    public async Task An_answer_of_nobody_completes_nothing_and_is_not_answered(string id)
    {
        await using var scripted = new ScriptedSession();
        ValueTask<int> call = scripted.CallHub.AddAsync(1, 2);
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"method":"add","params":[1,2]}""", await scripted.HearAsync());

        await scripted.TellAsync($$"""{"jsonrpc":"2.0","id":{{id}},"result":99}""");
        await scripted.TellAsync($$$"""{"jsonrpc":"2.0","id":{{{id}}},"error":{"code":1,"message":"no"}}""");
        await scripted.AssertSilentAsync();
        Assert.False(call.IsCompleted);

        await scripted.TellAsync("""{"jsonrpc":"2.0","id":1,"result":3}""");
        Assert.Equal(3, await call.Within());
    }

    [Fact]
    public async Task A_caller_that_goes_on_may_block_on_its_next_call()
    {
        // The caller goes on on the thread that received the answer: that must not be the thread that receives the next one.
        await using var pair = new SessionPair();
        async Task<int> CallTwiceAsync()
        {
            int first = await pair.Hub.AddAsync(20, 1).ConfigureAwait(false);
            return first + pair.Hub.AddAsync(20, 1).AsTask().GetAwaiter().GetResult();
        }

        Task<int>[] callers = [.. Enumerable.Range(0, 8).Select(_ => Task.Run(CallTwiceAsync))];

        Assert.All(await Task.WhenAll(callers).Within(), sum => Assert.Equal(42, sum));
    }

    [Fact]
    public async Task Stray_late_and_double_answers_are_counted_and_harm_nothing()
    {
        using var unexpected = new Measurements("ws_rpc.unexpected_responses");
        await using var scripted = new ScriptedSession();
        ValueTask<int> call = scripted.CallHub.AddAsync(1, 2);
        await scripted.HearAsync();

        await scripted.TellAsync(
            """{"jsonrpc":"2.0","id":1,"result":3}""",
            """{"jsonrpc":"2.0","id":1,"result":4}""",
            """{"jsonrpc":"2.0","id":1,"error":{"code":1,"message":"late"}}""",
            """{"jsonrpc":"2.0","id":99,"result":4}""",
            """{"jsonrpc":"2.0","id":"1","result":4}""",
            """{"result":4}""");

        Assert.Equal(3, await call.Within());
        await scripted.AssertSilentAsync();
        Assert.Equal((2, 3), (unexpected.Count("late"), unexpected.Count("stray")));
    }

    [Fact]
    public async Task Null_fails_the_call_when_the_contract_says_that_there_is_a_result()
    {
        await using var scripted = new ScriptedSession();
        Task<string> echo = scripted.CallHub.EchoAsync("a");
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":1,"result":null}""");

        RpcProtocolException error = await Assert.ThrowsAsync<RpcProtocolException>(() => echo.Within());
        Assert.Equal("The result of 'echo' does not fit the contract: a string is expected", error.Message);
    }

    [Fact]
    public async Task A_result_that_does_not_fit_fails_its_call_and_no_other()
    {
        await using var scripted = new ScriptedSession();
        ValueTask<int> first = scripted.CallHub.AddAsync(1, 2);
        ValueTask<int> second = scripted.CallHub.AddAsync(1, 2);
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":1,"result":"three"}""", """{"jsonrpc":"2.0","id":2,"result":3}""");

        await Assert.ThrowsAsync<RpcProtocolException>(() => first.Within());
        Assert.Equal(3, await second.Within());
        await scripted.HearAsync();
        await scripted.HearAsync();
        await scripted.AssertSilentAsync();
    }

    [Fact]
    public async Task An_error_arrives_with_its_data()
    {
        await using var scripted = new ScriptedSession();
        ValueTask<int> call = scripted.CallHub.AddAsync(1, 2);
        await scripted.TellAsync(
            """{"jsonrpc":"2.0","id":1,"error":{"code":42,"message":"no \u00e9","data":{"id":7,"text":"note"}}}""");

        RpcException error = await Assert.ThrowsAsync<RpcException>(() => call.Within());

        Assert.Equal((42, "no é"), (error.Code, error.Message));
        Assert.Equal(new Twin.TwinNote(7, "note"), error.GetData<Twin.TwinNote>());
    }

    [Theory]
    [InlineData("null")]
    [InlineData("5")]
    [InlineData("\"text\"")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"code":"1","message":5,"data":null}""")]
    [InlineData("""{"code":1e400,"message":"\ud800","data":"\ud800"}""")]
    [InlineData("""{"code":1,"data":{"a":1,"a":2},"data":5}""")]
    public async Task However_oddly_a_peer_says_no_the_call_fails_and_the_connection_lives(string error)
    {
        await using var scripted = new ScriptedSession();
        ValueTask<int> call = scripted.CallHub.AddAsync(1, 2);
        await scripted.HearAsync();
        await scripted.TellAsync($$"""{"jsonrpc":"2.0","id":1,"error":{{error}}}""");

        await Assert.ThrowsAsync<RpcException>(() => call.Within());
        await scripted.AssertSilentAsync();
    }

    [Fact]
    public async Task A_server_counts_its_ids_down()
    {
        await using var scripted = new ScriptedSession(TestSessions.Options with { IsServer = true });
        ValueTask<int> call = scripted.CallHub.AddAsync(1, 2);

        Assert.Equal("""{"jsonrpc":"2.0","id":-1,"method":"add","params":[1,2]}""", await scripted.HearAsync());
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":1,"result":4}""", """{"jsonrpc":"2.0","id":-1,"result":3}""");
        Assert.Equal(3, await call.Within());
    }

    [Fact]
    public async Task A_call_over_the_limit_is_refused_before_it_is_sent()
    {
        await using var scripted = new ScriptedSession(TestSessions.Options with { MaxOutstandingCalls = 1 });
        ValueTask<int> first = scripted.CallHub.AddAsync(1, 2);
        await scripted.HearAsync();

        RpcException refusal = await Assert.ThrowsAsync<RpcException>(() => scripted.CallHub.AddAsync(1, 2).Within());

        Assert.Equal(RpcErrorCode.Unavailable, refusal.Code);
        await scripted.AssertSilentAsync();
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":1,"result":3}""");
        Assert.Equal(3, await first.Within());
    }

    [Fact]
    public async Task A_peer_that_does_not_answer_is_not_asked()
    {
        await using var scripted = new ScriptedSession();
        scripted.Session.PeerAnswers = false;

        RpcException withResult = await Assert.ThrowsAsync<RpcException>(() => scripted.CallHub.AddAsync(1, 2).Within());
        RpcException without = await Assert.ThrowsAsync<RpcException>(() => scripted.CallHub.PingAsync().Within());

        Assert.Equal((RpcErrorCode.Unavailable, RpcErrorCode.Unavailable), (withResult.Code, without.Code));
        await scripted.AssertSilentAsync();
        scripted.CallHub.Poke("still");
        Assert.Equal("""{"jsonrpc":"2.0","method":"poke","params":["still"]}""", await scripted.HearAsync());
    }

    [Fact]
    public async Task Arguments_that_cannot_be_written_fail_the_call_and_send_nothing()
    {
        await using var scripted = new ScriptedSession();

        await Assert.ThrowsAsync<System.ArgumentNullException>(() => scripted.CallHub.EchoAsync(null!).Within());

        await scripted.AssertSilentAsync();
        Assert.Equal(0, scripted.Session.Outgoing.Count);
    }
}
