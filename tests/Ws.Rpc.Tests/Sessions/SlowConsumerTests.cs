using System.Threading.Tasks;
using Ws.Rpc.Connections;
using Ws.Rpc.Tests.Transports;
using Xunit;

namespace Ws.Rpc.Tests.Sessions;

public sealed class SlowConsumerTests
{
    private static readonly OutboxLimits s_limits = new() { MaxBytes = 1000 };

    [Fact]
    public async Task A_server_closes_a_peer_that_does_not_read_with_4431()
    {
        await using var scripted = new ScriptedSession(TestSessions.Options with { IsServer = true }, s_limits);

        scripted.CallHub.Poke(new string('x', 2000));

        Assert.Equal(4431, (await scripted.Peer.ReceiveClosureAsync()).CloseCode);
        RpcDisconnect disconnect = await scripted.Run.Within();
        Assert.Equal((RpcDisconnectReason.SlowConsumer, 4431), (disconnect.Reason, disconnect.CloseCode));
    }

    [Fact]
    public async Task A_client_refuses_the_call_that_does_not_fit_and_lives()
    {
        await using var scripted = new ScriptedSession(limits: s_limits);

        RpcException refusal = await Assert.ThrowsAsync<RpcException>(() => scripted.CallHub.EchoAsync(new string('x', 2000)).Within());

        Assert.Equal(RpcErrorCode.Unavailable, refusal.Code);
        Assert.IsNotType<RpcConnectionException>(refusal);
        await scripted.AssertSilentAsync();
        Assert.Equal(0, scripted.Session.Outgoing.Count);
    }

    [Fact]
    public async Task An_answer_that_does_not_fit_is_not_lost_in_silence()
    {
        await using var scripted = new ScriptedSession(limits: s_limits);
        scripted.Hub.Echo = (_, _) => Task.FromResult(new string('x', 2000));

        await scripted.TellAsync("""{"jsonrpc":"2.0","id":1,"method":"echo","params":["x"]}""");

        Assert.Equal(4431, (await scripted.Peer.ReceiveClosureAsync()).CloseCode);
    }

    [Fact]
    public async Task An_answer_that_would_never_fit_is_an_error_and_the_connection_lives()
    {
        await using var scripted = new ScriptedSession(TestSessions.Options with { MaxAnswerBytes = 1000 }, s_limits);
        scripted.Hub.Echo = (text, _) => Task.FromResult(text == "long" ? new string('x', 2000) : text);

        await scripted.TellAsync("""{"jsonrpc":"2.0","id":1,"method":"echo","params":["long"]}""");
        Assert.Contains("\"code\":-32008", await scripted.HearAsync(), System.StringComparison.Ordinal);
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":2,"method":"echo","params":["short"]}""");
        Assert.Equal("""{"jsonrpc":"2.0","id":2,"result":"short"}""", await scripted.HearAsync());
    }

    [Fact]
    public async Task Answers_that_batches_hold_back_are_bounded_over_all_of_them()
    {
        await using var scripted = new ScriptedSession(TestSessions.Options with { MaxAnswerBytes = 1000 }, s_limits);
        var slow = new TaskCompletionSource<string>();
        scripted.Hub.Echo = (text, _) => text == "slow" ? slow.Task : Task.FromResult(new string('x', 600));
        const string Batch = """
            [{"jsonrpc":"2.0","id":1,"method":"echo","params":["slow"]},{"jsonrpc":"2.0","id":2,"method":"echo","params":["x"]}]
            """;

        await scripted.TellAsync(Batch);
        await scripted.AssertSilentAsync();
        await scripted.TellAsync(Batch);

        Assert.Equal(4431, (await scripted.Peer.ReceiveClosureAsync()).CloseCode);
        slow.SetResult("");
    }
}
