using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using System.Threading.Tasks;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Ws.Rpc.EndToEnd.Tests.Probe;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Connections;

/// <summary>What becomes of a client that does not read, by the hub's choice.</summary>
public sealed class SlowConsumerTests
{
    // More than the sockets' buffers and the queue hold.
    private const int Messages = 200;
    private const int Length = 100_000;

    [Theory]
    [InlineData(RpcSlowConsumer.DropOldest)]
    [InlineData(RpcSlowConsumer.DropNewest)]
    public async Task A_client_that_falls_behind_misses_notifications_and_stays(RpcSlowConsumer choice)
    {
        await using HubHost host = await StartAsync(choice);
        await using RawClient slow = await RawClient.ConnectAsync(host.Address);
        await slow.AssertSilentAndAliveAsync();

        await BroadcastAsync(host);
        await slow.SendAsync("""{"jsonrpc":"2.0","id":"end","method":"echo","params":["end"]}""");
        List<int> seen = await ReadToEndAsync(slow);

        Assert.InRange(seen.Count, 1, Messages - 1);
        Assert.Equal(0, seen[0]);
        Assert.Equal(choice == RpcSlowConsumer.DropOldest, seen[^1] == Messages - 1);
        for (int i = 1; i < seen.Count; i++)
        {
            Assert.True(seen[i] > seen[i - 1], "They came out of their order.");
        }

        await slow.AssertSilentAndAliveAsync();
    }

    [Fact]
    public async Task A_client_that_falls_behind_is_disconnected_by_default()
    {
        await using HubHost host = await StartAsync(RpcSlowConsumer.Disconnect);
        host.Probe.OnDisconnected = (_, disconnect) =>
        {
            host.Probe.Tell($"{disconnect.Reason}");
            return default;
        };
        await using RawClient slow = await RawClient.ConnectAsync(host.Address);
        await slow.AssertSilentAndAliveAsync();

        await BroadcastAsync(host);

        // The other one is the reader's, in whatever order.
        string[] ends = [await host.Probe.NextAsync(), await host.Probe.NextAsync()];
        Assert.Contains(nameof(RpcDisconnectReason.SlowConsumer), ends);
    }

    private static Task<HubHost> StartAsync(RpcSlowConsumer choice) => HubHost.StartAsync<ProbeHub>(options =>
    {
        options.SlowConsumer = choice;
        options.OutgoingQueueBytes = 4 * Length;
    });

    private static async Task BroadcastAsync(HubHost host)
    {
        var handler = new ProbeClient();
        await using RpcClient reader = await host.ConnectAsync(handler: handler);
        for (int i = 0; i < Messages; i++)
        {
            string text = i.ToString(CultureInfo.InvariantCulture) + ":" + new string('x', Length);
            await reader.GetHub<IProbeHub>().TellAllAsync(text).Within();
            Assert.Equal(text, await handler.NextAsync());
        }
    }

    private static async Task<List<int>> ReadToEndAsync(RawClient client)
    {
        var seen = new List<int>();
        while (true)
        {
            using var message = JsonDocument.Parse(await client.ReceiveAsync());
            if (message.RootElement.TryGetProperty("id", out _))
            {
                return seen;
            }

            string text = message.RootElement.GetProperty("params")[0].GetString()!;
            seen.Add(int.Parse(text.AsSpan(0, text.IndexOf(':', StringComparison.Ordinal)), CultureInfo.InvariantCulture));
        }
    }
}
