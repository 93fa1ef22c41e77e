using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Streams;

[Collection(StreamCollection.Name)]
public sealed class StreamTests
{
    [Fact]
    public async Task Streams_go_both_ways_and_through_one_another()
    {
        await using HubHost host = await StartAsync();
        var handler = new StreamClient();
        await using var client = new RpcClient(host.Address);
        using IDisposable handling = client.Handle<IStreamClient>(handler);
        await client.ConnectAsync().Within();
        IStreamHub hub = client.GetHub<IStreamHub>();

        Assert.Equal(Enumerable.Range(0, 1000), await AllAsync(hub.CountAsync(1000)));
        Assert.Equal(499_500, await hub.TotalAsync(handler.Counts.CountAsync(1000, default)).Within());
        Assert.Equal(Enumerable.Range(0, 500).Select(i => i * 2), await AllAsync(hub.DoubleAsync(handler.Counts.CountAsync(500, default))));
        Assert.Equal(2 * 4950, await hub.AskCallerAsync(100).Within());
    }

    [Fact]
    public async Task A_bare_socket_pulls_and_pushes_by_hand()
    {
        await using HubHost host = await StartAsync();
        await using RawClient raw = await RawClient.ConnectAsync(host.Address);
        await raw.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"count","params":[4],"credit":2}""");
        var items = new List<string>();
        string last = "";
        for (int credit = 0; !last.Contains("\"result\"", StringComparison.Ordinal); credit++)
        {
            last = await raw.ReceiveAsync();
            items.Add(last);
            await raw.SendAsync("""{"jsonrpc":"2.0","method":"$/credit","params":{"id":1,"n":2}}""");
        }

        Assert.Equal("""{"jsonrpc":"2.0","method":"$/stream","params":{"id":1,"items":[0,1]}}""", items[0]);
        Assert.Equal("""{"jsonrpc":"2.0","method":"$/stream","params":{"id":1,"items":[2,3]}}""", items[1]);
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":null}""", last);
        Assert.Equal(
            4, (await raw.AskAsync("""{"jsonrpc":"2.0","id":2,"method":"count","params":[4]}"""))
                .GetProperty("result").GetProperty("values").GetArrayLength());
        Assert.Equal(
            -32600, (await raw.AskAsync("""[{"jsonrpc":"2.0","id":3,"method":"count","params":[4],"credit":2}]"""))[0]
                .GetProperty("error").GetProperty("code").GetInt32());
        await raw.AssertSilentAndAliveAsync();
    }

    [Fact]
    public async Task A_bare_socket_that_exceeds_its_credit_is_closed()
    {
        await using HubHost host = await StartAsync(options => options.StreamCredit = 2);
        await using RawClient raw = await RawClient.ConnectAsync(host.Address);
        await raw.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"total","params":[{"token":1,"push":true}]}""");
        Assert.Equal("""{"jsonrpc":"2.0","method":"$/credit","params":{"token":1,"n":2}}""", await raw.ReceiveAsync());
        await raw.SendAsync("""{"jsonrpc":"2.0","method":"$/stream","params":{"token":1,"items":[1,2,3]}}""");
        Assert.Equal(4500, (await raw.ReceiveCloseAsync()).Code);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(3)]
    public async Task Every_stream_up_to_the_limit_lives_and_the_next_is_refused(int limit)
    {
        await using HubHost host = await StartAsync(options => options.MaxStreams = options.MaxStreamTokens = limit);
        await using RawClient raw = await RawClient.ConnectAsync(host.Address);
        for (int id = 1; id <= limit; id++)
        {
            await raw.SendAsync($$"""{"jsonrpc":"2.0","id":{{id}},"method":"count","params":[9],"credit":0}""");
            Assert.Contains("\"token\"", await AnswerAsync(raw, $$"""{"jsonrpc":"2.0","id":"p{{id}}","method":"count","params":[99]}"""));
        }

        Assert.Contains("-32053", await AnswerAsync(raw, """{"jsonrpc":"2.0","id":"n","method":"count","params":[9],"credit":0}"""));
        Assert.Contains("-32053", await AnswerAsync(raw, """{"jsonrpc":"2.0","id":"t","method":"count","params":[99]}"""));
        await raw.AssertSilentAndAliveAsync();
    }

    [Fact]
    public async Task A_consumer_that_sleeps_stops_its_producer_and_no_other_call()
    {
        await using HubHost host = await StartAsync();
        SourceCounts counts = host.Services.GetRequiredService<SourceCounts>();
        await using RpcClient client = await host.ConnectAsync();
        IStreamHub hub = client.GetHub<IStreamHub>();
        await using IAsyncEnumerator<int> items = hub.CountAsync(200_000).GetAsyncEnumerator();
        Assert.True(await items.MoveNextAsync().AsTask().Within());
        await LiveStreams.UntilAsync(() => counts.Produced == 64);
        for (int i = 0; i < 50; i++)
        {
            Assert.Equal("x", await hub.EchoAsync("x").Within());
        }

        Assert.Equal(64, counts.Produced);

        // One who is quicker than the round trip is sent more ahead of him, within bounds.
        int taken = 1;
        while (await items.MoveNextAsync())
        {
            Assert.True(counts.Produced - taken <= 16 * 64);
            taken++;
        }

        Assert.Equal(200_000, taken);
    }

    [Fact]
    public async Task A_stopping_server_disposes_its_sources()
    {
        await using HubHost host = await StartAsync();
        SourceCounts counts = host.Services.GetRequiredService<SourceCounts>();
        await using RpcClient client = await host.ConnectAsync(new RpcClientOptions { Reconnect = null });
        await using IAsyncEnumerator<int> items = client.GetHub<IStreamHub>().CountAsync(1000).GetAsyncEnumerator();
        Assert.True(await items.MoveNextAsync().AsTask().Within());
        await host.StopAsync();
        await LiveStreams.UntilAsync(() => counts.Disposed == counts.Begun);
        await Assert.ThrowsAsync<RpcSessionLostException>(async () =>
        {
            while (await items.MoveNextAsync())
            {
            }
        });
    }

    private static Task<HubHost> StartAsync(Action<RpcHubOptions>? configure = null) => HubHost.StartAsync<StreamHub>(
        configure, services: services => services.AddSingleton<SourceCounts>());

    private static async Task<string> AnswerAsync(RawClient raw, string request)
    {
        await raw.SendAsync(request);
        return await raw.ReceiveAsync();
    }

    private static async Task<List<int>> AllAsync(IAsyncEnumerable<int> stream)
    {
        var all = new List<int>();
        using var limit = new CancellationTokenSource(Bounded.Limit);
        await foreach (int item in stream.WithCancellation(limit.Token))
        {
            all.Add(item);
        }

        return all;
    }
}
