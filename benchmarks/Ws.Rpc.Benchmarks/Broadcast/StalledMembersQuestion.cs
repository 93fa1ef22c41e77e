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
    private const int Members = 1_000;

    // Longer messages, and less that the kernels keep for a peer that does not read: the warm-up shall fill it.
    private const int Bytes = 4 * 1024;
    private const int SendBuffer = 64 * 1024;
    private const int StalledOutOf = 20;

    // More, behind the measured rounds, than a connection's outgoing queue takes.
    private const int Floods = 4;
    private const int FloodMessages = 100;
    private const int FloodBytes = 16 * 1024;

    public static async Task RunAsync(RunSettings settings)
    {
        int members = settings.Members ?? Members;
        int stalled = members / StalledOutOf;
        await using Audience healthy = await Audience.GatherAsync(
            BroadcastContender.WsRpc, members, sendBuffer: SendBuffer);
        await using Audience beside = await Audience.GatherAsync(
            BroadcastContender.WsRpc, members, stalled, SendBuffer);
        var healthyRound = new BroadcastRound(healthy, 1, Bytes);
        var besideRound = new BroadcastRound(beside, 1, Bytes);
        await healthyRound.RunAsync(settings.WarmUp);
        await besideRound.RunAsync(settings.WarmUp);
        List<double> alone = [];
        List<double> others = [];
        for (int i = 0; i < settings.Rounds; i++)
        {
            alone.Add((await healthyRound.RunAsync(settings.Round)).P99Milliseconds);
            others.Add((await besideRound.RunAsync(settings.Round)).P99Milliseconds);
        }

        await Console.Out.WriteLineAsync("| members | p99 ms | ratio | goal | heap MB | behind the flood | cut |");
        await Console.Out.WriteLineAsync("| --- | --- | --- | --- | --- | --- | --- |");
        await RowAsync($"{members} that read", alone, "1.00 | ", await FloodAsync(healthy), "");
        string ratio = others.Zip(alone, (other, one) => other / one).Median().ToString("F2", CultureInfo.InvariantCulture);
        string heap = await FloodAsync(beside);
        string cut = $"{beside.CountCut()} of {stalled}";
        await RowAsync($"{members - stalled} beside {stalled} that do not", others, ratio + " | ≤ 2.00", heap, cut);
    }

    /// <summary>Sends more than may wait for one member, and gives the server's heap before and behind that.</summary>
    private static async Task<string> FloodAsync(Audience audience)
    {
        double before = await audience.Server.HeapAsync() / 1e6;
        for (int i = 0; i < Floods; i++)
        {
            await audience.BroadcastAsync(FloodMessages, FloodBytes);
        }

        double behind = await audience.Server.HeapAsync() / 1e6;
        return string.Create(CultureInfo.InvariantCulture, $"{before:F1} | {behind:F1}");
    }

    private static Task RowAsync(string name, List<double> p99, string ratioAndGoal, string heap, string cut) =>
        Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"| {name} | {p99.Median():F2} | {ratioAndGoal} | {heap} | {cut} |"));
}
