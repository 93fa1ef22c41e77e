using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading.Tasks;
using Ws.Rpc.Benchmarks.Broadcast;
using Ws.Rpc.Benchmarks.Calls;
using Ws.Rpc.Benchmarks.Churn;
using Ws.Rpc.Benchmarks.ColdStart;
using Ws.Rpc.Benchmarks.Connections;
using Ws.Rpc.Benchmarks.Contenders;

namespace Ws.Rpc.Benchmarks;

/// <summary>
/// The names of the questions, with <see cref="RunSettings"/>, measure; <c>all</c> asks those with peers one after the other;
/// <c>server</c> and <c>first-answer</c> are the processes that they start for that.
/// </summary>
internal static class Program
{
    private static readonly Dictionary<string, Func<RunSettings, Task>> s_questions = new()
    {
        ["all"] = AllQuestions.RunAsync,
        ["calls"] = CallQuestions.RunAsync,
        ["resume"] = CallQuestions.RunResumeAsync,
        ["stall"] = StallQuestion.RunAsync,
        ["broadcast"] = BroadcastQuestions.RunAsync,
        ["stalled-members"] = StalledMembersQuestion.RunAsync,
        ["churn"] = ChurnQuestion.RunAsync,
        ["connects"] = ConnectQuestion.RunAsync,
        ["idle"] = IdleQuestion.RunAsync,
        ["beside-idle"] = BesideIdleQuestion.RunAsync,
        ["cold-start"] = ColdStartQuestion.RunAsync,
    };

    private static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case ["server", .. string[] rest]:
                await BenchmarkServer.RunAsync(rest is [string bytes] ? int.Parse(bytes, CultureInfo.InvariantCulture) : null);
                return 0;
            case ["first-answer", string contender]:
                await ColdStartQuestion.AnswerAsync(contender);
                return 0;
            case [string name, .. string[] rest] when s_questions.TryGetValue(name, out Func<RunSettings, Task>? ask):
                await ask(RunSettings.Parse(rest));
                return 0;
            default:
                await Console.Error.WriteLineAsync(
                    $"usage: {string.Join('|', s_questions.Keys)} "
                    + "[--rounds N] [--seconds S] [--warmup S] [--only NAME] [--peer NAME] [--members N] [--cycles N]");
                return 2;
        }
    }
}
