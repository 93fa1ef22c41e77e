using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;

namespace Ws.Rpc.Benchmarks.Calls;

/// <summary>
/// Two contenders side by side: interleaved rounds after the same warm-up, the median of the rounds' ratios. Writes a table.
/// </summary>
/// <param name="peerName">What ours is measured against.</param>
/// <param name="peer">Makes a connection of it.</param>
/// <param name="ourName">What is measured.</param>
/// <param name="ours">Makes a connection of it.</param>
internal sealed class Comparison(string peerName, Func<IContender> peer, string ourName, Func<IContender> ours)
{
    public async Task RunAsync(IEnumerable<Question> questions, RunSettings settings)
    {
        await Console.Out.WriteLineAsync(
            $"| question | {peerName}/s | {ourName}/s | ratio | goal | p99 ratio | B/call client | server "
            + "| µs CPU/call client | server | peer B/call client | server | peer µs CPU/call client | server |");
        await Console.Out.WriteLineAsync("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (Question question in questions.Where(question => settings.Asks(question.Name)))
        {
            await Console.Out.WriteLineAsync(await MeasureAsync(question, settings));
        }
    }

    private async Task<string> MeasureAsync(Question question, RunSettings settings)
    {
        await using ServerProcess server = await ServerProcess.StartAsync();
        IReadOnlyList<IContender> peers = await ConnectAsync(peer, server, question);
        IReadOnlyList<IContender> own = await ConnectAsync(ours, server, question);
        var peerRound = new CallRound(server, question, peers);
        var ourRound = new CallRound(server, question, own);
        await peerRound.RunAsync(settings.WarmUp);
        await ourRound.RunAsync(settings.WarmUp);
        var rounds = new List<(Measurement Peer, Measurement Ours)>();
        for (int i = 0; i < settings.Rounds; i++)
        {
            rounds.Add((await peerRound.RunAsync(settings.Round), await ourRound.RunAsync(settings.Round)));
        }

        foreach (IContender connection in peers.Concat(own))
        {
            await connection.DisposeAsync();
        }

        return Row(question, rounds);
    }

    private static async Task<IReadOnlyList<IContender>> ConnectAsync(
        Func<IContender> create, ServerProcess server, Question question)
    {
        var connections = new List<IContender>();
        for (int i = 0; i < question.Connections; i++)
        {
            IContender connection = create();
            await connection.ConnectAsync(server.Address);
            connections.Add(connection);
        }

        return connections;
    }

    private static string Row(Question question, List<(Measurement Peer, Measurement Ours)> rounds)
    {
        double peer = Median(rounds.Select(round => round.Peer.CallsPerSecond)) * question.Items;
        double ours = Median(rounds.Select(round => round.Ours.CallsPerSecond)) * question.Items;
        double ratio = Median(rounds.Select(round => round.Ours.CallsPerSecond / round.Peer.CallsPerSecond));
        double p99 = Median(rounds.Select(round => round.Ours.P99Microseconds / round.Peer.P99Microseconds));
        string ourCosts = Costs(question, [.. rounds.Select(round => round.Ours)]);
        string peerCosts = Costs(question, [.. rounds.Select(round => round.Peer)]);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {question.Name} | {peer:N0} | {ours:N0} | {ratio:F2} | ≥ {question.Goal:F2} | {p99:F2} | {ourCosts} | {peerCosts} |");
    }

    private static string Costs(Question question, IReadOnlyList<Measurement> rounds) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Median(rounds.Select(round => round.ClientBytes)) / question.Items:N0} | "
        + $"{Median(rounds.Select(round => round.ServerBytes)) / question.Items:N0} | "
        + $"{Median(rounds.Select(round => round.ClientMicroseconds)) / question.Items:F2} | "
        + $"{Median(rounds.Select(round => round.ServerMicroseconds)) / question.Items:F2}");

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
