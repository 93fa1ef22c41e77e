using System;
using System.Threading.Tasks;
using Ws.Rpc.Benchmarks.Calls;

namespace Ws.Rpc.Benchmarks;

/// <summary>
/// <c>calls [--rounds N] [--seconds S] [--warmup S] [--only NAME]</c> and <c>stall [--rounds N] [--seconds S] [--warmup S]</c>
/// measure; <c>server</c> is the process that they start for that.
/// </summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case ["server"]:
                await BenchmarkServer.RunAsync();
                return 0;
            case ["calls", .. string[] rest]:
                await CallQuestions.RunAsync(RunSettings.Parse(rest));
                return 0;
            case ["stall", .. string[] rest]:
                await StallQuestion.RunAsync(RunSettings.Parse(rest));
                return 0;
            default:
                await Console.Error.WriteLineAsync("usage: calls|stall [--rounds N] [--seconds S] [--warmup S] [--only NAME]");
                return 2;
        }
    }
}
