using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Minimal.Contracts;
using Minimal.Server;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Ws.Rpc.EndToEnd.Tests.Probe;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Calls;

public sealed class ConcurrencyTests
{
    [Fact]
    public async Task Calls_get_each_their_own_answer_when_a_thousand_overlap_on_a_connection()
    {
        await using HubHost host = await HubHost.StartAsync<CalculatorHub>();
        await using RpcClient client = await host.ConnectAsync();
        ICalculator calculator = client.GetHub<ICalculator>();

        Task<int>[] calls = [.. Enumerable.Range(0, 1000).Select(i => calculator.SubtractAsync(i, 1000).AsTask())];

        Assert.Equal(Enumerable.Range(-1000, 1000), await Task.WhenAll(calls).Within());
    }

    [Fact]
    public async Task Calls_get_each_their_own_answer_when_fifty_connections_make_them()
    {
        await using HubHost host = await HubHost.StartAsync<CalculatorHub>();
        RpcClient[] clients = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => host.ConnectAsync())).Within();

        int[][] sums = await Task.WhenAll(clients.Select(CallOftenAsync)).Within();

        Assert.All(sums, sum => Assert.Equal(Enumerable.Range(0, 200).Select(i => i - 7), sum));
        await Task.WhenAll(clients.Select(client => client.DisposeAsync().AsTask())).Within();
    }

    [Fact]
    public async Task Payloads_arrive_whole_when_large_ones_overlap_with_small_ones()
    {
        await using HubHost host = await HubHost.StartAsync<CalculatorHub>();
        await using RpcClient client = await host.ConnectAsync();
        ICalculator calculator = client.GetHub<ICalculator>();
        string[] texts = [.. Enumerable.Range(0, 60)
            .Select(i => new string((char)('a' + (i % 26)), i % 20 == 0 ? 1_000_000 : i))];

        string[] echoes = await Task.WhenAll(texts.Select(text => calculator.EchoAsync(text).AsTask())).Within();

        Assert.Equal(texts, echoes);
    }

    [Fact]
    public async Task Calls_and_notifications_start_in_wire_order()
    {
        await using HubHost host = await HubHost.StartAsync<ProbeHub>();
        await using RawClient client = await RawClient.ConnectAsync(host.Address);
        for (int i = 0; i < 200; i++)
        {
            string id = i % 2 == 0 ? "" : $"\"id\":{i},";

            // Every third of them by name, so that not all take the same path.
            string arguments = i % 3 == 0 ? $$"""{"number":{{i}}}""" : $"[{i}]";
            await client.SendAsync($$"""{"jsonrpc":"2.0",{{id}}"method":"note","params":{{arguments}}}""");
        }

        for (int i = 1; i < 200; i += 2)
        {
            Assert.Equal($$"""{"jsonrpc":"2.0","id":{{i}},"result":null}""", await client.ReceiveAsync());
        }

        Assert.Equal(Enumerable.Range(0, 200), host.Probe.Started);
    }

    [Fact]
    public async Task Calls_start_in_wire_order_when_more_come_than_may_run()
    {
        const int Count = 60;
        await using HubHost host = await HubHost.StartAsync<ProbeHub>(static options => options.MaxConcurrentCalls = 4);
        await using RawClient client = await RawClient.ConnectAsync(host.Address);
        for (int i = 0; i < Count; i++)
        {
            await client.SendAsync($$"""{"jsonrpc":"2.0","id":{{i}},"method":"start","params":[{{i}}]}""");
        }

        // Answered by the loop itself: when this is there, all before it have been read.
        await client.SendAsync("""{"jsonrpc":"2.0","id":"read","method":"$/unknown"}""");
        Assert.Contains("\"read\"", await client.ReceiveAsync(), StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(0, 4), host.Probe.Started);

        host.Probe.Gate.SetResult();
        for (int i = 0; i < Count; i++)
        {
            Assert.EndsWith("\"result\":null}", await client.ReceiveAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(Enumerable.Range(0, Count), host.Probe.Started);
    }

    [Fact]
    public async Task Calls_are_refused_when_too_many_wait()
    {
        await using HubHost host = await HubHost.StartAsync<ProbeHub>(static options =>
        {
            options.MaxConcurrentCalls = 1;
            options.MaxPendingCalls = 3;
        });
        await using RawClient client = await RawClient.ConnectAsync(host.Address);
        for (int i = 1; i <= 4; i++)
        {
            await client.SendAsync($$"""{"jsonrpc":"2.0","id":{{i}},"method":"start","params":[{{i}}]}""");
        }

        string refusal = await client.ReceiveAsync();
        host.Probe.Gate.SetResult();
        List<string> answers = [await client.ReceiveAsync(), await client.ReceiveAsync(), await client.ReceiveAsync()];

        Assert.StartsWith("""{"jsonrpc":"2.0","id":4,"error":{"code":-32053,""", refusal, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(1, 3).Select(i => $$"""{"jsonrpc":"2.0","id":{{i}},"result":null}"""), answers);
        await client.AssertSilentAndAliveAsync();
    }

    private static async Task<int[]> CallOftenAsync(RpcClient client)
    {
        ICalculator calculator = client.GetHub<ICalculator>();
        return await Task.WhenAll(Enumerable.Range(0, 200).Select(i => calculator.SubtractAsync(i, 7).AsTask()));
    }
}
