using System;
using System.Diagnostics;
using System.Linq;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;
using Xunit.Abstractions;

namespace Ws.Rpc.EndToEnd.Tests.Streams;

/// <summary>Streams left at random points, in every way: nothing stays behind, and every producer is disposed once.</summary>
[Collection(StreamCollection.Name)]
public sealed class ChurnTests(ITestOutputHelper output)
{
    private const int Streams = 20_000;
    private const int Servers = 10;
    private const int ClientsPerServer = 10;
    private const int Lanes = 8;
    private const int LeftPerLane = 20;
    private const int Lost = 40;

    private readonly WatchedSources _sources = new();
    private TimeSpan _longest;

    [Fact]
    public async Task Abandoned_streams_leave_nothing_behind()
    {
        await QuietAsync();
        long begun = LiveStreams.Begun;
        for (int server = 0; server < Servers; server++)
        {
            await using HubHost host = await HubHost.StartAsync<ChurnHub>(
                static options =>
                {
                    options.MaxStreams = options.MaxStreamTokens = 1000;
                    options.DrainTimeout = TimeSpan.FromMilliseconds(100);
                },
                services: services => services.AddSingleton(_sources));
            for (int client = 0; client < ClientsPerServer; client++)
            {
                await ChurnAsync(host, server, client);
            }
        }

        output.WriteLine($"{_sources.Begun} streams; the counters were 0 at most {_longest.TotalMilliseconds:f0} ms after an end");
        Assert.True(_sources.Begun >= Streams, $"only {_sources.Begun} streams began");
        Assert.Equal(_sources.Begun, LiveStreams.Begun - begun);
        Assert.All(_sources.All, static source => Assert.Equal((source.Begun, 0), (source.Disposed, source.Overlaps)));
        Assert.All(_sources.All, static source => Assert.InRange(source.Begun, 0, 1));
    }

    // First all are left while the connection lives, which hides what it would end itself; then the connection leaves them.
    private async Task ChurnAsync(HubHost host, int server, int number)
    {
        var socket = new ClientWebSocket();
        var options = new RpcClientOptions { MaxStreams = 1000, MaxStreamTokens = 1000, Reconnect = null };
        bool isCut = number % 3 == 0;
        await using RpcClient client = await host.ConnectAsync(isCut ? options with { ConnectSocket = ConnectAsync } : options);
        var churn = new Churn(client.GetHub<IChurnHub>(), _sources, ((server * ClientsPerServer) + number) * (Lanes + Lost));

        await Task.WhenAll(Enumerable.Range(0, Lanes).Select(lane => Task.Run(() => churn.LeaveAsync(lane, LeftPerLane)))).Within();
        await QuietAsync();

        Task lost = Task.WhenAll(Enumerable.Range(0, Lost).Select(stream => Task.Run(() => churn.LoseAsync(Lanes + stream, Lost))));
        await Task.WhenAny(churn.AllUnderWay, lost).Within();
        Assert.False(lost.IsCompleted, lost.Exception?.ToString() ?? "no stream was lost");
        Task leave = number == ClientsPerServer - 1 ? host.StopAsync() : isCut ? Task.Run(socket.Abort) : client.CloseAsync();
        await Task.WhenAll(leave, lost).Within();
        await QuietAsync();

        async ValueTask<WebSocket> ConnectAsync(Uri uri, CancellationToken cancellationToken)
        {
            socket.Options.AddSubProtocol("ws-rpc.v1+json");
            await socket.ConnectAsync(uri, cancellationToken);
            return socket;
        }
    }

    private async Task QuietAsync()
    {
        long start = Stopwatch.GetTimestamp();
        await LiveStreams.UntilAsync(() => _sources.Open == 0 && LiveStreams.Sending == 0 && LiveStreams.Receiving == 0);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        _longest = elapsed > _longest ? elapsed : _longest;
    }
}
