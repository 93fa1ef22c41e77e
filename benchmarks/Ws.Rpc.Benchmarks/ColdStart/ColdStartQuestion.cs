using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Ws.Rpc.Benchmarks.Contenders;

namespace Ws.Rpc.Benchmarks.ColdStart;

/// <summary>
/// How long it takes from the start of a process to the first answer in it, of a server and a client that it has both; and the same
/// compiled to native code, of ours. Interleaved rounds.
/// </summary>
internal static class ColdStartQuestion
{
    private const string NativeProject = "benchmarks/Ws.Rpc.ColdStart";
    private const int RoundsFactor = 2;

    public static async Task RunAsync(RunSettings settings)
    {
        List<(string Name, ProcessStartInfo Start, string Goal)> starts =
        [
            .. settings.Beside(AllContenders.Peers).Append(AllContenders.WsRpc)
                .Select(contender => (contender.Name, Jit(contender), contender == AllContenders.SignalR ? "≤ 0.65" : "")),
            ("Ws.Rpc NativeAOT", new ProcessStartInfo(await PublishAsync()), "≤ 60 ms"),
        ];
        Dictionary<string, List<double>> rounds = starts.ToDictionary(start => start.Name, _ => new List<double>());
        for (int i = 0; i <= settings.Rounds * RoundsFactor; i++)
        {
            foreach ((string name, ProcessStartInfo start, _) in starts)
            {
                double time = await StartAsync(start);

                // The first finds the files cold.
                if (i > 0)
                {
                    rounds[name].Add(time);
                }
            }
        }

        await Console.Out.WriteLineAsync("| contender | ms to the first answer | Ws.Rpc is × | goal |");
        await Console.Out.WriteLineAsync("| --- | --- | --- | --- |");
        foreach ((string name, _, string goal) in starts)
        {
            double ratio = rounds[AllContenders.WsRpc.Name].Zip(rounds[name], static (our, its) => our / its).Median();
            await Console.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"| {name} | {rounds[name].Median():N0} | {ratio:F2} | {goal} |"));
        }
    }

    /// <summary>The process: one contender alone, one call.</summary>
    public static async Task AnswerAsync(string name)
    {
        Contender contender = AllContenders.Named(name);
        var host = new ContenderHost([contender]);
        await using var app = host.Build();
        await app.StartAsync();
        await using IContender connection = contender.Connection();
        await connection.ConnectAsync(ContenderHost.AddressOf(app));
        await connection.AddAsync();
        await Console.Out.WriteLineAsync("answered");
    }

    private static ProcessStartInfo Jit(Contender contender) => new(Environment.ProcessPath!, ["first-answer", contender.Name]);

    private static async Task<double> StartAsync(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        long begin = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("The process did not start.");
        string? line = await process.StandardOutput.ReadLineAsync();
        double time = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        Verify.That(line == "answered");
        await process.WaitForExitAsync();
        return time;
    }

    private static async Task<string> PublishAsync()
    {
        string target = Path.Combine(Path.GetTempPath(), "ws-rpc-cold-start");
        using Process publish = Process.Start("dotnet", ["publish", NativeProject, "-c", "Release", "-v", "q", "-o", target]);
        await publish.WaitForExitAsync();
        Verify.That(publish.ExitCode == 0);
        return Path.Combine(target, "Ws.Rpc.ColdStart");
    }
}
