using System.Collections.Generic;
using System.Linq;
using System.Net.WebSockets;
using System.Threading.Tasks;
using CsCheck;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Ws.Rpc.EndToEnd.Tests.Probe;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Connections;

/// <summary>What one connection does never touches another.</summary>
public sealed class NeighbourTests
{
    [Fact]
    public async Task Neighbour_is_served_when_a_hub_blocks_its_own_loop()
    {
        await using HubHost host = await HubHost.StartAsync<ProbeHub>();
        await using RpcClient blocked = await host.ConnectAsync();
        await using RpcClient neighbour = await host.ConnectAsync();
        Task blocking = blocked.GetHub<IProbeHub>().BlockAsync().AsTask();
        Assert.Equal("blocking", await host.Probe.NextAsync());

        for (int i = 0; i < 100; i++)
        {
            Assert.Equal(i + 1, await neighbour.GetHub<IProbeHub>().AddAsync(i, 1).Within());
        }

        Assert.False(blocking.IsCompleted);
        host.Probe.Block.Set();
        await blocking.Within();
    }

    [Fact]
    public async Task Neighbour_is_served_when_another_client_sends_garbage()
    {
        await using HubHost host = await HubHost.StartAsync<ProbeHub>(static options => options.MaxMessageBytes = 64 * 1024);
        await using RpcClient neighbour = await host.ConnectAsync();
        byte[][] garbage = [.. Gen.Byte.Array[0, 300].Array[120].Single()];

        Task calling = CallAsync(neighbour.GetHub<IProbeHub>(), 500);
        foreach (byte[] bytes in garbage)
        {
            await using RawClient client = await RawClient.ConnectAsync(host.Address);
            await client.SendAsync(bytes, bytes.Length % 10 == 9 ? WebSocketMessageType.Binary : WebSocketMessageType.Text);
        }

        await calling.Within();
        Assert.Equal("x", await neighbour.GetHub<IProbeHub>().EchoAsync("x").Within());
    }

    [Fact]
    public async Task Neighbour_is_told_when_another_client_does_not_read()
    {
        await using HubHost host = await HubHost.StartAsync<ProbeHub>(static options => options.OutgoingQueueBytes = 256 * 1024);
        await using RawClient silent = await RawClient.ConnectAsync(host.Address);
        await silent.AssertSilentAndAliveAsync();
        var handler = new ProbeClient();
        await using RpcClient reader = await host.ConnectAsync(handler: handler);
        string text = new('x', 100_000);

        for (int i = 0; i < 200; i++)
        {
            await reader.GetHub<IProbeHub>().TellAllAsync(text).Within();
            Assert.Equal(text, await handler.NextAsync());
        }
    }

    private static async Task CallAsync(IProbeHub hub, int count)
    {
        IEnumerable<Task<int>> calls = Enumerable.Range(0, count).Select(i => hub.AddAsync(i, 1).AsTask());
        Assert.Equal(Enumerable.Range(1, count), await Task.WhenAll(calls));
    }
}
