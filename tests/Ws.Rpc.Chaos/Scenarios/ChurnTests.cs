using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Ws.Rpc.Chaos.Hubs;
using Ws.Rpc.Chaos.Proxy;
using Xunit;
using Xunit.Abstractions;

namespace Ws.Rpc.Chaos.Scenarios;

[Collection(ChaosCollection.Name)]
public sealed class ChurnTests(ITestOutputHelper output)
{
    private const int Workers = 16;
    private const int Cycles = 3_000;
    private const int FewDescriptors = 10;
    private const long FewBytes = 1024 * 1024;

    [Fact]
    public async Task Clients_that_come_call_and_vanish_leave_nothing_behind()
    {
        int cycles = Cycles * ChaosSettings.Scale;
        await using ChaosServer server = await ChaosServer.StartAsync(options => options.Resume = null);
        await using FaultProxy proxy = new(server.Port, ChaosSettings.Seed);

        // What is filled once, pools and code among it, is no leak.
        await PlayAsync(proxy, server, cycles);
        (long heap, int descriptors) before = await MeasureAsync(server, proxy);
        await PlayAsync(proxy, server, cycles);
        (long heap, int descriptors) after = await MeasureAsync(server, proxy);

        output.WriteLine($"{2 * cycles} clients; before {before}, after {after}");
        Assert.True(after.heap <= (before.heap * 1.05) + FewBytes, $"The heap grew from {before.heap} to {after.heap} bytes.");
        Assert.InRange(after.descriptors, 0, before.descriptors + FewDescriptors);
        Assert.Equal((0, 0), (server.Journal.Running, server.Journal.LiveEnumerators));
    }

    private static Task PlayAsync(FaultProxy proxy, ChaosServer server, int cycles) =>
        Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(async () =>
        {
            for (int i = worker; i < cycles; i += Workers)
            {
                await (i % 4 == 0 ? VanishPlainAsync(server, i) : ComeAndGoAsync(proxy, i));
            }
        })));

    private static async Task ComeAndGoAsync(FaultProxy proxy, int number)
    {
        await using RpcClient client = new(proxy.AddressOf(ChaosServer.Path));
        await client.ConnectAsync().Within();
        IChaosHub hub = client.GetHub<IChaosHub>();
        await hub.JoinAsync($"room {number}").Within();
        await hub.DoAsync(number, "x").Within();
        await using var stream = hub.CountAsync(number, 1000).GetAsyncEnumerator();
        Assert.True(await stream.MoveNextAsync().Within());
    }

    private static async Task VanishPlainAsync(ChaosServer server, int number)
    {
        await using PlainPeer peer = await PlainPeer.ConnectAsync(server.Address);
        await peer.SendAsync($$"""{"jsonrpc":"2.0","id":1,"method":"do","params":[{{number}},"x"]}""");
        await peer.SendAsync($$"""{"jsonrpc":"2.0","id":2,"method":"hang","params":[{{number}}]}""");
        Assert.Equal(1, await peer.ReceiveIdAsync());
        peer.Vanish();
    }

    private static async Task<(long Heap, int Descriptors)> MeasureAsync(ChaosServer server, FaultProxy proxy)
    {
        await Eventually.BecomesTrueAsync(
            () => server.Journal.Connections == 0 && proxy.Statistics.Open == 0, "all connections are over");
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return (GC.GetTotalMemory(forceFullCollection: true), Directory.EnumerateFiles("/proc/self/fd").Count());
    }
}
