using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;

namespace Ws.Rpc.Benchmarks.Broadcast;

/// <summary>
/// Whether members that never read delay the others: the deliveries to these beside them, and to an audience without them, in
/// interleaved rounds; and what becomes of those that do not read.
/// </summary>
internal static class StalledMembersQuestion
{
    // Long messages, so that what the two kernels keep for a peer that does not read is full within the run.
    private const int Bytes = 4 * 1024;
    private const int StalledOutOf = 20;

    public static async Task RunAsync(RunSettings settings)
    {
        int stalled = settings.Members / StalledOutOf;
        await using Audience healthy = await Audience.GatherAsync(BroadcastContender.WsRpc, settings.Members);
        await using Audience beside = await Audience.GatherAsync(BroadcastContender.WsRpc, settings.Members, stalled);
        var healthyRound = new BroadcastRound(healthy, 1, Bytes);
        var besideRound = new BroadcastRound(beside, 1, Bytes);
        await healthyRound.RunAsync(settings.WarmUp);
        await besideRound.RunAsync(settings.WarmUp);
        List<double> alone = [];
        List<double> others = [];
        long healthyHeap = 0;
        long besideHeap = 0;
        for (int i = 0; i < settings.Rounds; i++)
        {
            alone.Add((await healthyRound.RunAsync(settings.Round)).P99Milliseconds);
            others.Add((await besideRound.RunAsync(settings.Round)).P99Milliseconds);
            healthyHeap = Math.Max(healthyHeap, await healthy.Server.HeapAsync());
            besideHeap = Math.Max(besideHeap, await beside.Server.HeapAsync());
        }

        await Console.Out.WriteLineAsync("| members | p99 ms | ratio | goal | heap MB | cut |");
        await Console.Out.WriteLineAsync("| --- | --- | --- | --- | --- | --- |");
        await RowAsync($"{settings.Members} that read", alone, "1.00 | ", healthyHeap, "");
        string ratio = Median(others.Zip(alone, (other, one) => other / one)).ToString("F2", CultureInfo.InvariantCulture);
        string cut = $"{beside.CountCut()} of {stalled}";
        await RowAsync($"{settings.Members - stalled} beside {stalled} that do not", others, ratio + " | ≤ 2.00", besideHeap, cut);
    }

    private static Task RowAsync(string name, List<double> p99, string ratioAndGoal, long heap, string cut) =>
        Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"| {name} | {Median(p99):F2} | {ratioAndGoal} | {heap / 1e6:F1} | {cut} |"));

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
