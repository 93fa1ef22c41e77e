using System;
using System.Globalization;
using System.Threading.Tasks;
using Ws.Rpc.Benchmarks.Broadcast;
using Ws.Rpc.Benchmarks.Calls;
using Ws.Rpc.Benchmarks.Churn;

namespace Ws.Rpc.Benchmarks;

/// <summary>
/// <c>calls</c>, <c>resume</c>, <c>stall</c>, <c>broadcast</c>, <c>stalled-members</c> and <c>churn</c>, with <see cref="RunSettings"/>, measure;
/// <c>server</c> is the process that they start for that.
/// </summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case ["server", .. string[] rest]:
                await BenchmarkServer.RunAsync(rest is [string bytes] ? int.Parse(bytes, CultureInfo.InvariantCulture) : null);
                return 0;
            case ["calls", .. string[] rest]:
                await CallQuestions.RunAsync(RunSettings.Parse(rest));
                return 0;
            case ["resume", .. string[] rest]:
                await CallQuestions.RunResumeAsync(RunSettings.Parse(rest));
                return 0;
            case ["stall", .. string[] rest]:
                await StallQuestion.RunAsync(RunSettings.Parse(rest));
                return 0;
            case ["broadcast", .. string[] rest]:
                await BroadcastQuestions.RunAsync(RunSettings.Parse(rest));
                return 0;
            case ["stalled-members", .. string[] rest]:
                await StalledMembersQuestion.RunAsync(RunSettings.Parse(rest));
                return 0;
            case ["churn", .. string[] rest]:
                await ChurnQuestion.RunAsync(RunSettings.Parse(rest));
                return 0;
            default:
                await Console.Error.WriteLineAsync(
                    "usage: calls|resume|stall|broadcast|stalled-members|churn "
                    + "[--rounds N] [--seconds S] [--warmup S] [--only NAME] [--members N] [--cycles N]");
                return 2;
        }
    }
}
