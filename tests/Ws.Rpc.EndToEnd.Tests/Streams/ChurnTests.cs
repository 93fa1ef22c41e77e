using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Streams;

/// <summary>Streams left at random points, in every way: nothing stays behind, and every source is disposed once.</summary>
[Collection(StreamCollection.Name)]
public sealed class ChurnTests
{
    private const int Streams = 20_000;
    private const int Clients = 50;
    private const int Lanes = 8;

    [Fact]
    public async Task Abandoned_streams_leave_nothing_behind()
    {
        using var live = new LiveStreams();
        var counts = new SourceCounts();
        var client = new SourceCounts();
        HubHost host = await HubHost.StartAsync<StreamHub>(services: services => services.AddSingleton(counts));
        try
        {
            for (int i = 0; i < Clients; i++)
            {
                await ChurnAsync(host, client, seed: i, stop: i == Clients - 1);
            }
        }
        finally
        {
            await host.DisposeAsync();
        }

        await LiveStreams.UntilAsync(() => counts.Begun == counts.Disposed && client.Begun == client.Disposed && live.Live == 0);
        Assert.True(live.Seen >= Streams);
        Assert.True(counts.Begun > 0 && client.Begun > 0);
    }

    // Each client leaves its last streams by going away, or by the server's.
    private static async Task ChurnAsync(HubHost host, SourceCounts counts, int seed, bool stop)
    {
        await using RpcClient client = await host.ConnectAsync();
        IStreamHub hub = client.GetHub<IStreamHub>();
        Task[] lanes = [.. Enumerable.Range(0, Lanes).Select(
            lane => Task.Run(() => LaneAsync(hub, counts, new Random((seed * Lanes) + lane))))];
        await Task.WhenAny(lanes).Within();
        Task leave = stop ? host.StopAsync() : client.CloseAsync();
        await leave.Within();
        await Task.WhenAll(lanes).Within();
    }

    private static async Task LaneAsync(IStreamHub hub, SourceCounts counts, Random random)
    {
        for (int i = 0; i < Streams / Clients / Lanes; i++)
        {
            using var cancellation = new CancellationTokenSource();
            try
            {
                await AbandonAsync(hub, counts, random, cancellation);
            }
            catch (Exception exception) when (exception is OperationCanceledException or RpcException)
            {
                // How it ends is not the question here.
            }
        }
    }

    private static async Task AbandonAsync(IStreamHub hub, SourceCounts counts, Random random, CancellationTokenSource cancellation)
    {
        int left = random.Next(120);
        bool cancels = random.Next(2) == 0;
        IAsyncEnumerable<int> stream = random.Next(3) == 0
            ? hub.DoubleAsync(counts.CountAsync(100, default))
            : hub.CountAsync(100, cancellation.Token);
        await foreach (int item in stream)
        {
            if (left-- > 0)
            {
                continue;
            }

            if (!cancels)
            {
                break;
            }

            await cancellation.CancelAsync();
        }
    }
}
