using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Ws.Rpc.Chaos.Hubs;
using Ws.Rpc.Chaos.Oracle;
using Ws.Rpc.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Ws.Rpc.Chaos.Scenarios;

[Collection(ChaosCollection.Name)]
public sealed class EveryByteTests(ITestOutputHelper output)
{
    private static readonly RpcClientOptions s_once = new() { Reconnect = null };

    [Theory]
    [InlineData(NetworkFault.Close, false)]
    [InlineData(NetworkFault.Reset, true)]
    public async Task Session_cut_at_every_byte_ends_each_call_once(NetworkFault fault, bool toClient)
    {
        Journal journal = new();
        await using RpcTestHost host = await StartAsync(journal);
        Outcomes whole = new();
        long bytes = await PlayAsync(host, whole, 0, toClient);
        Assert.Equal(whole.Begun, whole.Answered);

        Outcomes outcomes = new();
        for (int position = 0; position <= bytes; position++)
        {
            int cut = position;
            host.Network.Script = connection => Direction(connection, toClient).At(cut, fault);
            await PlayAsync(host, outcomes, position + 1, toClient);
            AssertHolds(outcomes, journal, host, position);
        }

        output.WriteLine($"{bytes} positions, {outcomes.Begun} calls, {outcomes.Answered} answered: {string.Join(", ", outcomes.Errors)}");
        await Eventually.BecomesTrueAsync(() => journal.Connections == 0, "the server is rid of all connections");
        await Eventually.BecomesTrueAsync(() => journal.LiveEnumerators == 0, "no stream lives on");
        Assert.Empty(journal.MisusedEnumerators);
        Assert.Equal(0, journal.Running);
    }

    private static Task<RpcTestHost> StartAsync(Journal journal) => RpcTestHost.StartAsync<ChaosHub>(new RpcTestHostOptions
    {
        ConfigureServices = services => services.AddSingleton(journal),
        ConfigureHub = options => options.Resume = null,
    });

    private static async Task<long> PlayAsync(RpcTestHost host, Outcomes outcomes, int number, bool toClient)
    {
        await using RpcTestClient client = host.CreateClient(options: s_once);
        ScriptedSession session = new(client, outcomes, number);
        if (await session.PlayAsync())
        {
            Assert.Equal(Enumerable.Range(0, ScriptedSession.Numbers), session.Told);
        }
        else
        {
            // What came is the beginning of what was sent, without a gap.
            Assert.Equal(Enumerable.Range(0, session.Told.Length), session.Told);
        }

        return Direction(client.Connection, toClient).DeliveredBytes;
    }

    private static void AssertHolds(Outcomes outcomes, Journal journal, RpcTestHost host, int position)
    {
        List<string> findings = [.. outcomes.Wrong, .. journal.Repeated.Select(call => $"call {call} was executed more than once")];
        if (findings.Count > 0)
        {
            Assert.Fail(string.Join(Environment.NewLine, [.. findings, $"cut at byte {position}", .. host.Network.Events.TakeLast(10)]));
        }
    }

    private static NetworkDirection Direction(NetworkConnection connection, bool toClient) =>
        toClient ? connection.ToClient : connection.ToServer;
}
