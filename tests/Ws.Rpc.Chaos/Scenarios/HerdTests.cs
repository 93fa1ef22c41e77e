using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using Ws.Rpc.Chaos.Hubs;
using Ws.Rpc.Chaos.Proxy;
using Xunit;
using Xunit.Abstractions;

namespace Ws.Rpc.Chaos.Scenarios;

[Collection(ChaosCollection.Name)]
public sealed class HerdTests(ITestOutputHelper output)
{
    private const int Clients = 500;

    private static readonly TimeSpan s_outage = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Clients_of_a_server_that_was_away_come_back_spread_over_time()
    {
        using Standstill standstill = new();
        await using ChaosServer server = await ChaosServer.StartAsync();
        await using FaultProxy proxy = new(server.Port, ChaosSettings.Seed);
        RpcClient[] clients = [.. Enumerable.Range(0, Clients).Select(_ => new RpcClient(proxy.AddressOf(ChaosServer.Path)))];
        ConcurrentQueue<TimeSpan> back = new();
        foreach (RpcClient client in clients)
        {
            await client.ConnectAsync().Within();
            client.Reconnected += (_, _) => back.Enqueue(Stopwatch.GetElapsedTime(0));
        }

        proxy.Refuses = true;
        proxy.KillAll();
        await Task.Delay(s_outage);
        TimeSpan open = Stopwatch.GetElapsedTime(0);
        proxy.Refuses = false;
        await Eventually.BecomesTrueAsync(() => back.Count >= Clients, "all are back", s_longest);

        TimeSpan[] times = [.. back.Select(time => time - open).Order()];
        (int most, TimeSpan stood) = times
            .Select(from => (Count: times.Count(time => time >= from && time < from + s_window), standstill.Between(
                open + from - s_window, open + from + s_window)))
            .MaxBy(one => Share(one.Count, one.Item2));
        output.WriteLine(
            $"{proxy.Statistics}; back from {times[0]} to {times[^1]}, at most {most} within {s_window} and {stood} of standstill");
        Assert.Equal(Clients, times.Length);
        Assert.True(Share(most, stood) <= 0.25, $"{most} of {Clients} came back within {s_window} and {stood} of standstill.");
        await Task.WhenAll(clients.Select(client => client.DisposeAsync().AsTask())).Within();
    }

    // Who was due while the machine stood still comes when it goes on.
    private static double Share(int count, TimeSpan stood) => (double)count / Clients * (s_window / (s_window + stood));
}
