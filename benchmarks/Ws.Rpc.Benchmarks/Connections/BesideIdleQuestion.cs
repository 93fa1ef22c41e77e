using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading.Tasks;
using Ws.Rpc.Benchmarks.Broadcast;
using Ws.Rpc.Benchmarks.Calls;
using Ws.Rpc.Benchmarks.Contenders;

namespace Ws.Rpc.Benchmarks.Connections;

/// <summary>
/// Whether what is connected but idle costs those that are not: calls, and deliveries to a room of some, alone and beside so many idle
/// connections. What the first row is, the others may be within a fifth.
/// </summary>
internal static class BesideIdleQuestion
{
    private const int MessageBytes = 200;
    private const int Burst = 10;

    private static readonly int[] s_idle = [0, 1_000, 5_000];

    private static readonly Question s_calls = new("64 outstanding", 1, 64, connection => connection.AddAsync());

    public static async Task RunAsync(RunSettings settings)
    {
        List<Side> sides = [];
        foreach (int idle in s_idle)
        {
            sides.Add(await Side.OpenAsync(idle));
            await sides[^1].RunAsync(settings.WarmUp, keep: false);
        }

        for (int i = 0; i < settings.Rounds; i++)
        {
            foreach (Side side in sides)
            {
                await side.RunAsync(settings.Round, keep: true);
            }
        }

        await Console.Out.WriteLineAsync("| idle connections beside | server µs CPU a call | × | server µs CPU a delivery | × | goal |");
        await Console.Out.WriteLineAsync("| --- | --- | --- | --- | --- | --- |");
        foreach (Side side in sides)
        {
            await Console.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"| {side.Idle:N0} | {side.Calls.Median():F2} | {side.Calls.Median() / sides[0].Calls.Median():F2} "
                + $"| {side.Deliveries.Median():F2} | {side.Deliveries.Median() / sides[0].Deliveries.Median():F2} | ≤ 1.20 |"));
            await side.DisposeAsync();
        }
    }

    private sealed class Side(int idle, ServerProcess server, List<IContender> crowd, Lane lane, Audience audience) : IAsyncDisposable
    {
        private const int Readers = 100;

        public int Idle => idle;

        public List<double> Calls { get; } = [];

        public List<double> Deliveries { get; } = [];

        public static async Task<Side> OpenAsync(int idle)
        {
            ServerProcess server = await ServerProcess.StartAsync();
            List<IContender> crowd = await Crowd.GatherAsync(idle, async () =>
            {
                IContender connection = AllContenders.WsRpc.Connection();
                await connection.ConnectAsync(server.Addresses);
                return connection;
            });
            Lane lane = await Lane.OpenAsync(AllContenders.WsRpc, server, s_calls);
            Audience audience = await Audience.GatherAsync(server, BroadcastContender.WsRpc, Readers);
            return new Side(idle, server, crowd, lane, audience);
        }

        public async Task RunAsync(TimeSpan duration, bool keep)
        {
            Measurement calls = await lane.MeasureAsync(duration);
            BroadcastMeasurement deliveries = await new BroadcastRound(audience, Burst, MessageBytes).RunAsync(duration);
            if (keep)
            {
                Calls.Add(calls.ServerMicroseconds);
                Deliveries.Add(deliveries.ServerMicroseconds);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await lane.DisposeAsync();
            audience.Dismiss();
            await Crowd.DismissAsync(crowd);
            await server.DisposeAsync();
        }
    }
}
