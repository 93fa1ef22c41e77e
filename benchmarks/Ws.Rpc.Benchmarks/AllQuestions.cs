using System;
using System.IO;
using System.Threading.Tasks;
using Ws.Rpc.Benchmarks.Broadcast;
using Ws.Rpc.Benchmarks.Calls;
using Ws.Rpc.Benchmarks.ColdStart;
using Ws.Rpc.Benchmarks.Connections;

namespace Ws.Rpc.Benchmarks;

/// <summary>Every question with peers, one after the other, told to the console and to a file.</summary>
internal static class AllQuestions
{
    private const string Results = "benchmarks/results/latest.md";
    private const int LargeAudience = 5_000;

    public static async Task RunAsync(RunSettings settings)
    {
        TextWriter console = Console.Out;
        await using var file = new StreamWriter(Results) { AutoFlush = true };
        await using var both = new BothWriter(console, file);
        Console.SetOut(both);
        await MachineDescription.TellAsync(settings);
        await SectionAsync("Calls and streams", () => CallQuestions.RunAsync(settings));
        await SectionAsync("Broadcast to 2,000", () => BroadcastQuestions.RunAsync(settings));
        await SectionAsync(
            "Broadcast to 5,000", () => BroadcastQuestions.RunAsync(settings with { Members = LargeAudience }));
        await SectionAsync("Connects", () => ConnectQuestion.RunAsync(settings));
        await SectionAsync("Idle connections", () => IdleQuestion.RunAsync(settings));
        await SectionAsync("Beside idle connections", () => BesideIdleQuestion.RunAsync(settings));
        await SectionAsync("Cold start", () => ColdStartQuestion.RunAsync(settings));
        Console.SetOut(console);
    }

    private static async Task SectionAsync(string title, Func<Task> question)
    {
        await Console.Out.WriteLineAsync($"\n## {title}\n");
        await question();
    }
}
