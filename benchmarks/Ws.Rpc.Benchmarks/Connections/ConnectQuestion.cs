using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Ws.Rpc.Benchmarks.Contenders;

namespace Ws.Rpc.Benchmarks.Connections;

/// <summary>How many clients a second come, make one call and leave, some at a time; interleaved rounds after the same warm-up.</summary>
internal static class ConnectQuestion
{
    private const int Lanes = 16;

    public static async Task RunAsync(RunSettings settings)
    {
        await using ServerProcess server = await ServerProcess.StartAsync();
        List<Contender> contenders = [.. settings.Beside(AllContenders.Peers), AllContenders.WsRpc];
        foreach (Contender contender in contenders)
        {
            await RoundAsync(contender, server, settings.WarmUp);
        }

        Dictionary<Contender, List<double>> rounds = contenders.ToDictionary(contender => contender, _ => new List<double>());
        for (int i = 0; i < settings.Rounds; i++)
        {
            foreach (Contender contender in contenders)
            {
                rounds[contender].Add(await RoundAsync(contender, server, settings.Round));
            }
        }

        await Console.Out.WriteLineAsync("| contender | connections a second | Ws.Rpc is × | goal |");
        await Console.Out.WriteLineAsync("| --- | --- | --- | --- |");
        List<double> ours = rounds[AllContenders.WsRpc];
        foreach (Contender contender in contenders)
        {
            double ratio = ours.Zip(rounds[contender], static (our, its) => our / its).Median();
            string goal = contender == AllContenders.SignalR ? "≥ 2.50" : "";
            await Console.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"| {contender.Name} | {rounds[contender].Median():N0} | {ratio:F2} | {goal} |"));
        }
    }

    private static async Task<double> RoundAsync(Contender contender, ServerProcess server, TimeSpan duration)
    {
        long start = Stopwatch.GetTimestamp();
        int[] visits = await Task.WhenAll(Enumerable.Range(0, Lanes).Select(_ => Task.Run(async () =>
        {
            int visits = 0;
            for (; Stopwatch.GetElapsedTime(start) < duration; visits++)
            {
                await using IContender connection = contender.Connection();
                await connection.ConnectAsync(server.Addresses);
                await connection.AddAsync();
            }

            return visits;
        })));
        return visits.Sum() / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
