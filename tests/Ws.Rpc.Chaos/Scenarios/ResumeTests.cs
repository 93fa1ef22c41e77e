using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.Chaos.Hubs;
using Ws.Rpc.Chaos.Proxy;
using Xunit;
using Xunit.Abstractions;

namespace Ws.Rpc.Chaos.Scenarios;

[Collection(ChaosCollection.Name)]
public sealed class ResumeTests(ITestOutputHelper output)
{
    private const int Clients = 20;
    private const int Resumes = 2_000;

    private static readonly FaultKind[] s_cuts = [FaultKind.Kill, FaultKind.Reset, FaultKind.Truncate, FaultKind.Fin];

    [Fact]
    public async Task Numbers_told_both_ways_are_neither_lost_nor_repeated_over_many_resumes()
    {
        int seed = ChaosSettings.Seed;
        int resumes = Resumes * ChaosSettings.Scale;
        await using ChaosServer server = await ChaosServer.StartAsync(
            options => options.Resume = new RpcResumeOptions { BufferBytes = 1024 * 1024, BufferFrames = 16 * 1024 });
        await using FaultProxy proxy = new(server.Port, seed, random => FaultPlan.Draw(random, s_cuts, 1_500, 60_000));

        TellingClient[] clients = [.. Enumerable.Range(0, Clients).Select(_ => new TellingClient(proxy.AddressOf(ChaosServer.Path)))];
        await Task.WhenAll(clients.Select(client => Task.Run(() => client.RunAsync(() => Sum(clients) >= resumes)))).WaitAsync(
            Bounded.Limit * (2 + ChaosSettings.Scale));

        output.WriteLine($"seed {seed}: {proxy.Statistics}, {Sum(clients)} resumes, {clients.Sum(client => client.Numbers)} numbers each way");
        List<string> findings = [.. clients.SelectMany(client => client.Findings(server.Journal))];
        Assert.True(findings.Count == 0, string.Join(Environment.NewLine, [.. findings.Take(20), $"seed {seed}", proxy.Log.ToString()]));
        foreach (TellingClient client in clients)
        {
            await client.DisposeAsync();
        }
    }

    private static int Sum(TellingClient[] clients) => clients.Sum(client => client.Resumes);
}
