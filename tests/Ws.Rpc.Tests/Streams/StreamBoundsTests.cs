using System;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Connections;
using Ws.Rpc.Streams;
using Ws.Rpc.Tests.Sessions;
using Ws.Rpc.Tests.Transports;
using Ws.Rpc.Wire;
using Xunit;

namespace Ws.Rpc.Tests.Streams;

/// <summary>What a peer can make this side keep, or do, by means of streams.</summary>
public sealed class StreamBoundsTests
{
    [Fact]
    public async Task Positions_are_kept_only_with_items_and_only_of_a_result()
    {
        await using var scripted = new ScriptedSession();
        scripted.Hub.Total = (_, token) => new ValueTask<int>(Task.Delay(-1, token).ContinueWith(_ => 0, TaskScheduler.Default));
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":1,"method":"total","params":[{"token":9,"push":true,"values":[1]}]}""");
        await scripted.TellAsync("""{"jsonrpc":"2.0","method":"$/stream","params":{"token":9,"items":[],"cursor":"a"}}""");
        await scripted.AssertSilentAsync();
        Assert.Equal(long.MaxValue, NextCursor(ArgumentInbox(scripted)));

        var result = new StreamInbox<int>(scripted.Session.Streams, new RpcMethod("list", []), RpcCodecs.Int32);
        result.Allow(9);
        Assert.True(Publish(result, "[1]", cursor: null));
        Assert.True(Publish(result, "[]", "b"));
        Assert.Equal(long.MaxValue, NextCursor(result));
        Assert.True(Publish(result, "[2]", "c"));
        Assert.Equal(2, NextCursor(result));
    }

    [Fact]
    public async Task A_position_behind_an_item_that_could_not_be_read_is_not_taken()
    {
        await using var scripted = new ScriptedSession();
        var stream = (IRpcResumable<int>)scripted.CallHub.ListAsync(9);
        Task failure = Assert.ThrowsAsync<RpcProtocolException>(async () =>
        {
            await foreach (int item in stream)
            {
                Assert.InRange(item, 1, 2);
            }
        });
        await scripted.HearAsync();
        await scripted.TellAsync(
            """{"jsonrpc":"2.0","method":"$/stream","params":{"id":1,"items":[1],"cursor":"1"}}""",
            """{"jsonrpc":"2.0","method":"$/stream","params":{"id":1,"items":[2,"x",4],"cursor":"4"}}""");
        await failure.Within();
        Assert.Equal("1", stream.Cursor);
    }

    [Fact]
    public async Task Calls_with_streams_are_counted_to_their_end_and_not_to_that_of_their_streams()
    {
        await using var scripted = new ScriptedSession(TestSessions.Options with { MaxStreams = 1, MaxStreamTokens = 1 });
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        scripted.Hub.Total = async (_, _) =>
        {
            await gate.Task;
            return 0;
        };
        await scripted.TellAsync(
            """{"jsonrpc":"2.0","id":1,"method":"total","params":[{}]}""",
            """{"jsonrpc":"2.0","id":2,"method":"total","params":[{"token":1,"push":true}]}""",
            """{"jsonrpc":"2.0","method":"$/stream","params":{"token":1,"items":[],"done":true}}""");
        const string Third = """{"jsonrpc":"2.0","id":3,"method":"total","params":[{}]}""";
        Assert.Contains("-32053", await scripted.AskAsync(Third), StringComparison.Ordinal);
        await scripted.AssertSilentAsync();

        gate.SetResult();
        await scripted.HearAsync();
        await scripted.HearAsync();
        await Eventually.ZeroAsync(() => scripted.Session.Calls.Running);
        await Eventually.ZeroAsync(() => scripted.Session.Streams.Calls);
        Assert.Equal("""{"jsonrpc":"2.0","id":3,"result":0}""", await scripted.AskAsync(Third));
    }

    [Theory]
    [InlineData("""[{"values":[1,2,3]}]""", "\"result\":0")]
    [InlineData("""[{"token":9,"push":true,"values":[1,2,3]}]""", "\"result\":0")]
    [InlineData("""[{"token":1,"push":true,"values":[1,2,3]}]""", "-32600")]
    [InlineData("""[{"values":[1,2,3]},"too many"]""", "-32602")]
    public async Task What_comes_with_a_stream_that_nobody_reads_is_let_go_with_its_call(string arguments, string answer)
    {
        await using var scripted = new ScriptedSession();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        scripted.Hub.Total = async (_, _) =>
        {
            await gate.Task;
            return 0;
        };
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":1,"method":"total","params":[{"token":1,"push":true}]}""");
        await scripted.AssertSilentAsync();
        scripted.Hub.Total = (_, _) => new ValueTask<int>(0);
        Assert.Contains(answer, await scripted.AskAsync(
            $$"""{"jsonrpc":"2.0","id":2,"method":"total","params":{{arguments}}}"""), StringComparison.Ordinal);
        await Eventually.ZeroAsync(() => (int)scripted.Session.Streams.Budget.Held);
        gate.SetResult();
    }

    [Fact]
    public async Task A_position_counts_among_the_bytes_that_wait()
    {
        await using var scripted = new ScriptedSession();
        var result = new StreamInbox<int>(scripted.Session.Streams, new RpcMethod("list", []), RpcCodecs.Int32);
        result.Allow(9);
        Assert.True(Publish(result, "[1]", new string('x', 1000)));
        Assert.InRange(scripted.Session.Streams.Budget.Held, 1001, 1010);
        result.End(null, cut: true);
        Assert.Equal(0, scripted.Session.Streams.Budget.Held);
    }

    [Fact]
    public async Task Credit_that_cannot_be_sent_is_not_lost_in_silence()
    {
        await using var scripted = new ScriptedSession(limits: new OutboxLimits { MaxBytes = 100 });
        await scripted.TellAsync(
            $$"""{"jsonrpc":"2.0","id":1,"method":"total","params":[{"token":"{{new string('x', 100)}}","push":true}]}""");
        Assert.Equal(4431, (await scripted.Peer.ReceiveClosureAsync()).CloseCode);
    }

    [Fact]
    public async Task Two_calls_with_one_id_are_both_cancelled_when_the_peer_is_gone()
    {
        await using var scripted = new ScriptedSession();
        int ended = 2;
        scripted.Hub.Delay = async (_, token) =>
        {
            await Record.ExceptionAsync(() => Task.Delay(-1, token));
            Interlocked.Decrement(ref ended);
        };
        const string Delay = """{"jsonrpc":"2.0","id":1,"method":"delay","params":[1]}""";
        await scripted.TellAsync(Delay, Delay);
        await scripted.AssertSilentAsync();
        scripted.Cut();
        await Eventually.ZeroAsync(() => ended);
    }

    private static StreamInbox<int> ArgumentInbox(ScriptedSession scripted)
    {
        object? stream = scripted.Session.Streams.FromPeer.Find(StreamName.Token(new RequestId(9)));
        return (StreamInbox<int>)Assert.IsAssignableFrom<IArgumentStream>(stream).Receiver;
    }

    private static long NextCursor(StreamInbox<int> inbox)
    {
        int[] batch = [];
        inbox.Take(ref batch, out _, out long cursorAt, out _);
        return cursorAt;
    }

    private static bool Publish(StreamInbox<int> inbox, string items, string? cursor)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(items));
        reader.Read();
        inbox.Stage(ref reader);
        return inbox.TryPublish(cursor);
    }
}
