using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;

namespace Ws.Rpc.Benchmarks.Broadcast;

/// <summary>
/// What a message of 200 bytes to all members costs, beside ASP.NET Core SignalR (JSON) in the same run: one at a time, waiting
/// for the last member, and in bursts. Interleaved rounds after the same warm-up, the median of the rounds' ratios.
/// </summary>
internal static class BroadcastQuestions
{
    private const int Members = 2_000;
    private const int Bytes = 200;
    private const int Burst = 100;

    public static async Task RunAsync(RunSettings settings)
    {
        await Console.Out.WriteLineAsync("| question | SignalR | Ws.Rpc | ratio | goal |");
        await Console.Out.WriteLineAsync("| --- | --- | --- | --- | --- |");
        int members = settings.Members ?? Members;
        await using Audience peer = await Audience.GatherAsync(BroadcastContender.SignalR, members);
        await using Audience ours = await Audience.GatherAsync(BroadcastContender.WsRpc, members);
        if (settings.Asks("paced"))
        {
            Rounds paced = await MeasureAsync(peer, ours, 1, settings);
            await RowAsync("paced: server CPU µs a delivery", paced, round => round.ServerMicroseconds, "≤ 0.70");
            await RowAsync("paced: last member ms", paced, round => round.LastMilliseconds, "≤ 0.85");
            await RowAsync("paced: server bytes a delivery", paced, round => round.ServerBytes, "0");
        }

        if (settings.Asks("burst"))
        {
            Rounds burst = await MeasureAsync(peer, ours, Burst, settings);
            await RowAsync("burst: deliveries/s", burst, round => round.PerSecond, "≥ 2.00");
            await RowAsync("burst: server CPU µs a delivery", burst, round => round.ServerMicroseconds, "");
            await RowAsync("burst: server bytes a delivery", burst, round => round.ServerBytes, "0");
        }
    }

    private static async Task<Rounds> MeasureAsync(Audience peer, Audience ours, int messages, RunSettings settings)
    {
        var peerRound = new BroadcastRound(peer, messages, Bytes);
        var ourRound = new BroadcastRound(ours, messages, Bytes);
        await peerRound.RunAsync(settings.WarmUp);
        await ourRound.RunAsync(settings.WarmUp);
        var rounds = new Rounds();
        for (int i = 0; i < settings.Rounds; i++)
        {
            rounds.Add((await peerRound.RunAsync(settings.Round), await ourRound.RunAsync(settings.Round)));
        }

        return rounds;
    }

    private static Task RowAsync(string name, Rounds rounds, Func<BroadcastMeasurement, double> pick, string goal)
    {
        double peer = rounds.Select(round => pick(round.Peer)).Median();
        double ours = rounds.Select(round => pick(round.Ours)).Median();
        double ratio = rounds.Select(round => pick(round.Ours) / pick(round.Peer)).Median();
        string digits = peer < 1000 ? "N2" : "N0";
        return Console.Out.WriteLineAsync(string.Join(
            " | ",
            $"| {name}",
            peer.ToString(digits, CultureInfo.InvariantCulture),
            ours.ToString(digits, CultureInfo.InvariantCulture),
            ratio.ToString("F2", CultureInfo.InvariantCulture),
            $"{goal} |"));
    }

    private sealed class Rounds : List<(BroadcastMeasurement Peer, BroadcastMeasurement Ours)>;
}
