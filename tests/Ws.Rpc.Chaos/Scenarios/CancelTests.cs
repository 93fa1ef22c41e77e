using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Chaos.Hubs;
using Xunit;

namespace Ws.Rpc.Chaos.Scenarios;

[Collection(ChaosCollection.Name)]
public sealed class CancelTests
{
    private const int Clients = 10;
    private const int Cancels = 20_000;
    private const int Streams = 8_000;
    private const int LongestStream = 2_000;

    private static readonly TimeSpan s_settling = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Calls_cancelled_at_any_moment_leave_nothing_running()
    {
        await using ChaosServer server = await ChaosServer.StartAsync();
        int calls = 0;

        await ForEachClientAsync(server, Cancels * ChaosSettings.Scale / Clients, async (hub, random) =>
        {
            int call = Interlocked.Increment(ref calls);
            using CancellationTokenSource source = new();
            Task<int> hanging = hub.HangAsync(call, source.Token).AsTask();
            await WaitABitAsync(hub, random, -call);
            await source.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hanging.Within());
        });

        await Eventually.BecomesTrueAsync(() => server.Journal.Running == 0, "no cancelled call runs on", s_settling);
        Assert.Empty(server.Journal.Repeated);
    }

    [Fact]
    public async Task Streams_abandoned_at_any_moment_are_disposed_once()
    {
        await using ChaosServer server = await ChaosServer.StartAsync();
        int streams = 0;

        await ForEachClientAsync(server, Streams * ChaosSettings.Scale / Clients, async (hub, random) =>
        {
            int stream = Interlocked.Increment(ref streams);
            int enough = random.Next(LongestStream / 2);
            int expected = 0;
            using CancellationTokenSource source = new();
            try
            {
                await foreach (int number in hub.CountAsync(stream, LongestStream, source.Token))
                {
                    Assert.Equal(expected++, number);
                    if (expected > enough && random.Next(2) == 0)
                    {
                        await source.CancelAsync();
                    }
                    else if (expected > enough)
                    {
                        break;
                    }
                }
            }
            catch (OperationCanceledException) when (source.IsCancellationRequested)
            {
                // One of the two ways to leave.
            }
        });

        await Eventually.BecomesTrueAsync(() => server.Journal.LiveEnumerators == 0, "no abandoned stream lives on", s_settling);
        Assert.Empty(server.Journal.MisusedEnumerators);
    }

    [Fact]
    public async Task Requests_are_answered_exactly_once_whenever_they_are_cancelled()
    {
        const int Requests = 2_000;
        const int InFlight = 100;
        await using ChaosServer server = await ChaosServer.StartAsync();
        await using PlainPeer peer = await PlainPeer.ConnectAsync(server.Address);
        var random = new Random(ChaosSettings.Seed);
        List<int> answered = [];
        List<int> waiting = [];
        for (int id = 1; id <= Requests || waiting.Count > 0; id++)
        {
            if (id <= Requests)
            {
                await peer.SendAsync($$"""{"jsonrpc":"2.0","id":{{id}},"method":"hang","params":[{{id}}]}""");
                waiting.Add(id);
            }

            while (waiting.Count > (id < Requests ? random.Next(InFlight) : 0))
            {
                int cancelled = waiting[random.Next(waiting.Count)];
                waiting.Remove(cancelled);
                string cancel = $$$"""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":{{{cancelled}}}}}""";
                await peer.SendAsync(cancel);
                if (random.Next(4) == 0)
                {
                    await peer.SendAsync(cancel);
                }
            }

            // Never more unread than fits into the sockets.
            while (id - waiting.Count - answered.Count > InFlight)
            {
                answered.Add(await peer.ReceiveIdAsync());
            }
        }

        // A marker behind everything: what came twice came before its answer.
        await peer.SendAsync("""{"jsonrpc":"2.0","id":999999,"method":"work","params":[999999,100]}""");
        for (int id = await peer.ReceiveIdAsync(); id != 999_999; id = await peer.ReceiveIdAsync())
        {
            answered.Add(id);
        }

        Assert.Equal(Enumerable.Range(1, Requests), answered.Order());
    }

    private static async Task WaitABitAsync(IChaosHub hub, Random random, int call)
    {
        switch (random.Next(3))
        {
            case 0:
                break;
            case 1:
                await Task.Yield();
                break;
            default:
                await hub.DoAsync(call, "").Within();
                break;
        }
    }

    private static Task ForEachClientAsync(ChaosServer server, int rounds, Func<IChaosHub, Random, Task> play)
    {
        return Task.WhenAll(Enumerable.Range(0, Clients).Select(index => Task.Run(() => PlayAsync(index))));

        async Task PlayAsync(int index)
        {
            await using RpcClient client = new(server.Address);
            await client.ConnectAsync().Within();
            IChaosHub hub = client.GetHub<IChaosHub>();
            var random = new Random(ChaosSettings.Seed + index);
            for (int i = 0; i < rounds; i++)
            {
                await play(hub, random);
            }

            await client.CloseAsync().Within();
        }
    }
}
