using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using Ws.Rpc.Chaos.Hubs;
using Xunit;
using Xunit.Abstractions;

namespace Ws.Rpc.Chaos.Scenarios;

[Collection(ChaosCollection.Name)]
public sealed class BlockingTests(ITestOutputHelper output)
{
    private const int Blocking = 64;
    private const int Spare = 16;
    private const int Others = 100;
    private const int BlockedMilliseconds = 8_000;

    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_late = TimeSpan.FromSeconds(6);

    // What is silent for the interval and the timeout is lost: who is still connected had no heartbeat that was later.
    private static readonly RpcClientOptions s_strict = new()
    {
        Reconnect = null,
        HeartbeatInterval = s_interval,
        HeartbeatTimeout = s_late,
    };

    [Fact]
    public async Task Heartbeats_of_others_are_in_time_while_sixty_four_handlers_block_and_the_pool_has_threads_for_them()
    {
        await using ServerProcess server = await ServerProcess.StartAsync(minThreads: Blocking + Spare);
        RpcClient[] blocked = await ConnectAsync(server, Blocking, new RpcClientOptions { Reconnect = null });
        ConcurrentQueue<RpcDisconnect> lost = new();
        RpcClient[] others = await ConnectAsync(server, Others, s_strict);
        Array.ForEach(others, client => client.Closed += (_, disconnect) => lost.Enqueue(disconnect));

        long start = Stopwatch.GetTimestamp();
        Task<int[]> blocking = Task.WhenAll(
            blocked.Select((client, i) => client.GetHub<IChaosHub>().BlockAsync(i, BlockedMilliseconds).AsTask()));
        TimeSpan latest = TimeSpan.Zero;
        while (!blocking.IsCompleted)
        {
            latest = others.Max(client => client.Latency ?? TimeSpan.Zero) is var now && now > latest ? now : latest;
            await Task.WhenAny(blocking, Task.Delay(s_interval / 2));
        }

        output.WriteLine($"blocked for {Stopwatch.GetElapsedTime(start)}, heartbeats took up to {latest}, {lost.Count} lost");
        Assert.Equal(Enumerable.Range(0, Blocking), await blocking);
        Assert.Empty(lost);
        Assert.NotEqual(TimeSpan.Zero, latest);
        await Task.WhenAll(blocked.Concat(others).Select(client => client.DisposeAsync().AsTask())).Within();
    }

    private static async Task<RpcClient[]> ConnectAsync(ServerProcess server, int count, RpcClientOptions options)
    {
        RpcClient[] clients = [.. Enumerable.Range(0, count).Select(_ => new RpcClient(server.Address, options))];
        await Task.WhenAll(clients.Select(client => client.ConnectAsync())).Within();
        return clients;
    }
}
