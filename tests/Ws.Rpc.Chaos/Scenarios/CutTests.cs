using System;
using System.Threading.Tasks;
using Ws.Rpc.Chaos.Hubs;
using Ws.Rpc.Chaos.Oracle;
using Ws.Rpc.Chaos.Proxy;
using Xunit;
using Xunit.Abstractions;

namespace Ws.Rpc.Chaos.Scenarios;

[Collection(ChaosCollection.Name)]
public sealed class CutTests(ITestOutputHelper output)
{
    private const int Clients = 40;
    private const int Cuts = 10_000;

    private static readonly FaultKind[] s_cuts = [FaultKind.Kill, FaultKind.Reset, FaultKind.Truncate, FaultKind.Fin];

    [Fact]
    public async Task Calls_end_once_and_are_executed_at_most_once_wherever_connections_are_cut()
    {
        int seed = ChaosSettings.Seed;
        int cuts = Cuts * ChaosSettings.Scale;
        await using ChaosServer server = await ChaosServer.StartAsync(options => options.Resume = null);
        await using FaultProxy proxy = new(server.Port, seed, random => FaultPlan.Draw(random, s_cuts, 200, 4000));
        Outcomes outcomes = new();
        RpcClientOptions options = new() { CallTimeout = TimeSpan.FromSeconds(20) };
        CallingCrowd crowd = new(
            () => new RpcClient(proxy.AddressOf(ChaosServer.Path), options), outcomes, () => proxy.Statistics.Faults >= cuts);

        await crowd.RunAsync(Clients, seed);

        output.WriteLine(
            $"seed {seed}: {proxy.Statistics}, {outcomes.Begun} calls, {outcomes.Answered} answered, {string.Join(", ", outcomes.Errors)}");
        Verdict.CallsEndedOnce(outcomes, server.Journal, proxy, seed);
        Assert.True(outcomes.Answered > cuts, $"{outcomes.Answered} answers are too few to tell anything.");
        await Eventually.BecomesTrueAsync(() => server.Journal.Connections == 0, "the server is rid of all connections");
        Assert.Equal(0, server.Journal.Running);
    }
}
