using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;

namespace Ws.Rpc.Benchmarks.Calls;

/// <summary>
/// How many typed calls a second, beside ASP.NET Core SignalR (JSON) in the same run: interleaved rounds after the same warm-up,
/// the median of the rounds' ratios.
/// </summary>
internal static class CallQuestions
{
    private const int StreamItems = 200_000;

    private static readonly string s_text = new('x', 1024 * 1024);

    private static readonly Question[] s_questions =
    [
        new("ping-pong", 1, 1, 1.2, connection => connection.AddAsync()),
        new("64 outstanding", 1, 64, 1.7, connection => connection.AddAsync()),
        new("1024 outstanding", 1, 1024, 1.6, connection => connection.AddAsync()),
        new("50 connections x 8", 50, 8, 1.7, connection => connection.AddAsync()),
        new("2 KB order x 16", 1, 16, 1.15, connection => connection.OrderAsync()),
        new("1 MB text", 1, 1, 1.1, connection => connection.TextAsync(s_text)),
        new("200000 items", 1, 1, 1.8, connection => connection.StreamAsync(StreamItems)) { Items = StreamItems },
    ];

    public static async Task RunAsync(RunSettings settings)
    {
        await Console.Out.WriteLineAsync(
            "| question | SignalR/s | Ws.Rpc/s | ratio | goal | p99 ratio | B/call client | B/call server "
            + "| SignalR B/call client | server |");
        await Console.Out.WriteLineAsync("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (Question question in s_questions.Where(question => settings.Asks(question.Name)))
        {
            await Console.Out.WriteLineAsync(await MeasureAsync(question, settings));
        }
    }

    private static async Task<string> MeasureAsync(Question question, RunSettings settings)
    {
        await using ServerProcess server = await ServerProcess.StartAsync();
        IReadOnlyList<IContender> peers = await ConnectAsync<SignalRContender>(server, question);
        IReadOnlyList<IContender> ours = await ConnectAsync<WsRpcContender>(server, question);
        var peerRound = new CallRound(server, question, peers);
        var ourRound = new CallRound(server, question, ours);
        await peerRound.RunAsync(settings.WarmUp);
        await ourRound.RunAsync(settings.WarmUp);
        var rounds = new List<(Measurement Peer, Measurement Ours)>();
        for (int i = 0; i < settings.Rounds; i++)
        {
            rounds.Add((await peerRound.RunAsync(settings.Round), await ourRound.RunAsync(settings.Round)));
        }

        foreach (IContender connection in peers.Concat(ours))
        {
            await connection.DisposeAsync();
        }

        return Row(question, rounds);
    }

    private static async Task<IReadOnlyList<IContender>> ConnectAsync<TContender>(ServerProcess server, Question question)
        where TContender : IContender, new()
    {
        var connections = new List<IContender>();
        for (int i = 0; i < question.Connections; i++)
        {
            var connection = new TContender();
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
        string bytes = string.Join(" | ", new Func<(Measurement Peer, Measurement Ours), double>[]
        {
            round => round.Ours.ClientBytes,
            round => round.Ours.ServerBytes,
            round => round.Peer.ClientBytes,
            round => round.Peer.ServerBytes,
        }.Select(pick => (Median(rounds.Select(pick)) / question.Items).ToString("N0", CultureInfo.InvariantCulture)));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {question.Name} | {peer:N0} | {ours:N0} | {ratio:F2} | ≥ {question.Goal:F2} | {p99:F2} | {bytes} |");
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
