using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Connections;
using Ws.Rpc.Tests.Transports;
using Ws.Rpc.Wire;
using Xunit;

namespace Ws.Rpc.Tests.Sessions;

/// <summary>
/// Every rented message finds its way back to the pool: one that is lost on some path each time would empty it.
/// </summary>
[Collection(AloneDefinition.Name)]
public sealed class BufferBalanceTests
{
    private const int Rounds = 1600;

    // What the threads of the pool may keep for themselves.
    private const int Tolerance = 800;

    public static TheoryData<string> Messages =>
    [
        """{"jsonrpc":"2.0","id":1,"method":"add","params":[1,2]}""",
        """{"jsonrpc":"2.0","id":1,"method":"add","params":[1]}""",
        """{"jsonrpc":"2.0","id":1,"method":"unknown","params":[1]}""",
        """{"jsonrpc":"2.0","id":1,"method":"echo","params":["null"]}""",
        """{"jsonrpc":"2.0","id":1,"method":"fail","params":[1]}""",
        """{"jsonrpc":"2.0","id":1,"method":"ping"}""",
        """{"jsonrpc":"2.0","method":"poke","params":["x"]}""",
        """{"jsonrpc":"2.0","method":"fail","params":[1]}""",
        """{"jsonrpc":"2.0","id":1""",
        """{"jsonrpc":"2.0","id":55,"result":3}""",
        """[{"jsonrpc":"2.0","id":1,"method":"add","params":[1,2]},1,{"jsonrpc":"2.0","id":2,"method":"echo","params":["null"]}]""",
        """[{"jsonrpc":"2.0","method":"poke","params":["x"]}]""",
        """{"jsonrpc":"2.0","id":1,"method":"$/session/open","params":{"versions":[1]}}""",
    ];

    [Theory]
    [MemberData(nameof(Messages))]
    public async Task Whatever_comes_the_buffers_come_back(string message)
    {
        await using var scripted = new ScriptedSession(TestSessions.Options with { IsServer = true });
        scripted.Hub.Echo = (_, _) => Task.FromResult<string>(null!);
        await AssertBalancedAsync(async () =>
        {
            await scripted.TellAsync(message, """{"jsonrpc":"2.0","id":"last","method":"sum","params":[1,2]}""");
            while (!(await scripted.HearAsync()).Contains("\"last\"", StringComparison.Ordinal))
            {
            }
        });
    }

    [Fact]
    public async Task Calls_that_wait_are_refused_or_let_go_give_theirs_back()
    {
        await AssertBalancedAsync(
            async () =>
            {
                await using var scripted = new ScriptedSession(TestSessions.Options with { MaxConcurrentCalls = 1, MaxPendingCalls = 20 });
                await scripted.TellAsync([.. Enumerable.Range(0, 22).Select(
                    i => $$"""{"jsonrpc":"2.0","id":{{i}},"method":"delay","params":[1]}""")]);
                await scripted.HearAsync();
                await scripted.HearAsync();
            },
            Rounds / 10);
    }

    [Fact]
    public async Task Calls_of_ours_give_theirs_back_however_they_end()
    {
        await using var scripted = new ScriptedSession(limits: new OutboxLimits { MaxBytes = 1000 });
        long id = 0;
        await AssertBalancedAsync(async () =>
        {
            using var cancellation = new CancellationTokenSource();
            Task<string> cancelled = scripted.CallHub.EchoAsync("x", cancellation.Token);
            await scripted.HearAsync();
            await cancellation.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.Within());
            await scripted.HearAsync();
            await Assert.ThrowsAsync<ArgumentNullException>(() => scripted.CallHub.EchoAsync(null!).Within());
            await Assert.ThrowsAsync<RpcException>(() => scripted.CallHub.EchoAsync(new string('x', 2000)).Within());
            Assert.Throws<ArgumentNullException>(() => scripted.CallHub.Poke(null!));
            id += 4;
            Task<string> answered = scripted.CallHub.EchoAsync("x");
            await scripted.HearAsync();
            await scripted.TellAsync($$"""{"jsonrpc":"2.0","id":{{id}},"result":"x"}""");
            Assert.Equal("x", await answered.Within());
        });
    }

    [Fact]
    public async Task A_connection_that_is_cut_gives_back_what_was_queued()
    {
        await AssertBalancedAsync(
            async () =>
            {
                await using var scripted = new ScriptedSession();
                var calls = new List<Task<int>>();
                for (int i = 0; i < 20; i++)
                {
                    calls.Add(scripted.CallHub.AddAsync(i, i).AsTask());
                }

                scripted.Cut();
                foreach (Task<int> call in calls)
                {
                    await Assert.ThrowsAsync<RpcConnectionException>(() => call.Within());
                }
            },
            Rounds / 10);
    }

    private static async Task AssertBalancedAsync(Func<Task> action, int rounds = Rounds)
    {
        Assert.True(Tolerance < Rounds);

        // So that what is lost must be made anew.
        MessageBuffer[] rented = [.. Enumerable.Range(0, 1200).Select(_ => MessageBuffer.Rent())];
        long before = MessageBufferPool.Made;
        for (int i = 0; i < rounds; i++)
        {
            await action();
        }

        Assert.InRange(MessageBufferPool.Made - before, 0, Tolerance);
        foreach (MessageBuffer buffer in rented)
        {
            buffer.Release();
        }
    }
}
