using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Ws.Rpc.Tests.Sessions;
using Ws.Rpc.Tests.Transports;
using Xunit;

namespace Ws.Rpc.Tests.Streams;

/// <summary>Credit bounds the number of items that wait for their consumer; this bounds their bytes, over all streams.</summary>
public sealed class StreamBudgetTests
{
    // Two numbers of nine digits, their comma, and the bracket behind them, twice.
    private const int TwoFrames = 40;

    [Fact]
    public async Task A_stream_whose_items_would_exceed_the_budget_fails_and_its_producer_is_told()
    {
        await using var scripted = new ScriptedSession(TestSessions.Options with { MaxStreamBytes = TwoFrames });
        IAsyncEnumerator<int> items = scripted.CallHub.ListAsync(9).GetAsyncEnumerator();
        ValueTask<bool> next = items.MoveNextAsync();
        await scripted.HearAsync();
        await scripted.TellAsync(Frame(), Frame(), Frame(), Frame());
        Assert.True(await next.AsTask().Within());
        await scripted.AssertSilentAsync();
        int count = 1;

        RpcException failure = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await items.MoveNextAsync().AsTask().Within())
            {
                count++;
            }
        });

        Assert.Equal(RpcErrorCode.Unavailable, failure.Code);
        Assert.InRange(count, 4, 6);
        Assert.Equal("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}""", await scripted.HearAsync());
        Assert.Equal(0, scripted.Session.Streams.Budget.Held);
        await scripted.AssertSilentAsync();
    }

    [Fact]
    public async Task What_the_consumer_takes_makes_room_for_more()
    {
        await using var scripted = new ScriptedSession(TestSessions.Options with { MaxStreamBytes = TwoFrames });
        IAsyncEnumerator<int> items = scripted.CallHub.ListAsync(9).GetAsyncEnumerator();
        for (int i = 0; i < 20; i++)
        {
            ValueTask<bool> next = items.MoveNextAsync();
            if (i == 0)
            {
                await scripted.HearAsync();
            }

            await scripted.TellAsync(Frame());
            Assert.True(await next.AsTask().Within());
            Assert.True(await items.MoveNextAsync().AsTask().Within());
        }

        await items.DisposeAsync();
        Assert.Equal(0, scripted.Session.Streams.Budget.Held);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_argument_that_nobody_takes_lets_go_when_its_call_is_over(bool isDone)
    {
        await using var scripted = new ScriptedSession(TestSessions.Options with { IsServer = true });
        var gate = new TaskCompletionSource<int>();
        scripted.Hub.Total = async (numbers, cancellationToken) =>
        {
            IAsyncEnumerator<int> items = numbers.GetAsyncEnumerator(cancellationToken);
            await items.MoveNextAsync();
            return await gate.Task;
        };
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":1,"method":"total","params":[{"token":1,"push":true}]}""");
        Assert.Contains("$/credit", await scripted.HearAsync(), StringComparison.Ordinal);
        string done = isDone ? ""","done":true""" : "";
        await scripted.TellAsync(
            """{"jsonrpc":"2.0","method":"$/stream","params":{"token":1,"items":[1,2,3]}}""",
            $$$"""{"jsonrpc":"2.0","method":"$/stream","params":{"token":1,"items":[4,5,6]{{{done}}}}}""");
        await scripted.AssertSilentAsync();
        Assert.InRange(scripted.Session.Streams.Budget.Held, 1, 100);

        gate.SetResult(7);

        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":7}""", await scripted.HearAsync());
        await scripted.AssertSilentAsync();

        // The answer is on its way a moment before the call is over.
        await Eventually.ZeroAsync(() => (int)scripted.Session.Streams.Budget.Held);
    }

    private static string Frame() => """{"jsonrpc":"2.0","method":"$/stream","params":{"id":1,"items":[100000001,100000002]}}""";
}
