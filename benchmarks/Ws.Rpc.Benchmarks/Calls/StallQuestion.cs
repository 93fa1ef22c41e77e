using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Ws.Rpc.Benchmarks.Contenders;

namespace Ws.Rpc.Benchmarks.Calls;

/// <summary>
/// Whether a stream whose consumer has fallen asleep delays the other calls of its connection: how long these take, one at a time,
/// beside it and without it, in interleaved rounds.
/// </summary>
internal static class StallQuestion
{
    private const int Items = 1_000_000;

    public static async Task RunAsync(RunSettings settings)
    {
        await using ServerProcess server = await ServerProcess.StartAsync();
        await using var client = new RpcClient(new Uri(server.Address, "/rpc"));
        await client.ConnectAsync();
        IBenchmarkHub hub = client.GetHub<IBenchmarkHub>();
        await MeasureAsync(hub, settings.WarmUp);
        List<double> alone = [];
        List<double> beside = [];
        for (int i = 0; i < settings.Rounds; i++)
        {
            alone.AddRange(await MeasureAsync(hub, settings.Round));
            await using IAsyncEnumerator<int> stalled = hub.StreamAsync(Items).GetAsyncEnumerator();
            Verify.That(await stalled.MoveNextAsync());
            beside.AddRange(await MeasureAsync(hub, settings.Round));
        }

        await Console.Out.WriteLineAsync("| calls, one at a time | median µs | p99 µs | p99.9 µs | longest µs |");
        await Console.Out.WriteLineAsync("| --- | --- | --- | --- | --- |");
        await Console.Out.WriteLineAsync(Row("alone", alone));
        await Console.Out.WriteLineAsync(Row("beside a stalled stream", beside));
    }

    private static async Task<List<double>> MeasureAsync(IBenchmarkHub hub, TimeSpan duration)
    {
        List<double> samples = new(1_000_000);
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < duration)
        {
            long call = Stopwatch.GetTimestamp();
            Verify.That(await hub.AddAsync(40, 2) == 42);
            samples.Add(Stopwatch.GetElapsedTime(call).TotalMicroseconds);
        }

        return samples;
    }

    private static string Row(string name, List<double> samples)
    {
        double[] sorted = [.. samples.Order()];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {At(0.5):N0} | {At(0.99):N0} | {At(0.999):N0} | {sorted[^1]:N0} |");

        double At(double part) => sorted[(int)(sorted.Length * part)];
    }
}
