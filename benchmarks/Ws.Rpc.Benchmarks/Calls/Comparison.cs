using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Ws.Rpc.Benchmarks.Contenders;

namespace Ws.Rpc.Benchmarks.Calls;

/// <summary>
/// One contender beside its peers: interleaved rounds after the same warm-up, the median of the rounds' ratios. Writes a table.
/// </summary>
/// <param name="peers">What ours is measured beside.</param>
/// <param name="ours">What is measured.</param>
internal sealed class Comparison(IReadOnlyList<Contender> peers, Contender ours)
{
    public async Task RunAsync(IEnumerable<Question> questions, RunSettings settings)
    {
        await Console.Out.WriteLineAsync(
            $"| question | contender | a second | {ours.Name} is × | goal | p99 µs | {ours.Name} is × "
            + "| B a call, client | server | µs CPU a call, client | server |");
        await Console.Out.WriteLineAsync("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (Question question in questions.Where(question => settings.Asks(question.Name)))
        {
            await MeasureAsync(question, settings);
        }
    }

    private async Task MeasureAsync(Question question, RunSettings settings)
    {
        await using ServerProcess server = await ServerProcess.StartAsync();
        List<Lane> lanes = [];
        foreach (Contender contender in peers.Append(ours))
        {
            lanes.Add(await Lane.OpenAsync(contender, server, question));
            await lanes[^1].MeasureAsync(settings.WarmUp);
        }

        for (int i = 0; i < settings.Rounds; i++)
        {
            foreach (Lane lane in lanes)
            {
                await lane.RunAsync(settings.Round);
            }
        }

        foreach (Lane lane in lanes)
        {
            await Console.Out.WriteLineAsync(Row(question, lane, lanes[^1]));
            await lane.DisposeAsync();
        }
    }

    private static string Row(Question question, Lane lane, Lane ours)
    {
        string ratio = lane == ours ? "" : Ratio(ours, lane, static round => round.CallsPerSecond);
        string p99 = lane == ours ? "" : Ratio(ours, lane, static round => round.P99Microseconds);
        string goal = question.Goals.TryGetValue(lane.Name, out double least) && lane != ours ? $"≥ {least:F2}" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {question.Name} | {lane.Name} | {lane.Median(round => round.CallsPerSecond) * question.Items:N0} | {ratio} | {goal} "
            + $"| {lane.Median(round => round.P99Microseconds):N0} | {p99} "
            + $"| {lane.Median(round => round.ClientBytes) / question.Items:N0} "
            + $"| {lane.Median(round => round.ServerBytes) / question.Items:N0} "
            + $"| {lane.Median(round => round.ClientMicroseconds) / question.Items:F2} "
            + $"| {lane.Median(round => round.ServerMicroseconds) / question.Items:F2} |");
    }

    private static string Ratio(Lane ours, Lane peer, Func<Measurement, double> pick) =>
        ours.Rounds.Zip(peer.Rounds, (our, its) => pick(our) / pick(its)).Median().ToString("F2", CultureInfo.InvariantCulture);
}
