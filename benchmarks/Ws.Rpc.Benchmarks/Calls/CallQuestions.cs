using System.Linq;
using System.Threading.Tasks;

namespace Ws.Rpc.Benchmarks.Calls;

/// <summary>How many typed calls a second, beside ASP.NET Core SignalR (JSON) in the same run.</summary>
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

    public static Task RunAsync(RunSettings settings) =>
        new Comparison("SignalR", () => new SignalRContender(), "Ws.Rpc", () => new WsRpcContender())
            .RunAsync(s_questions, settings);

    /// <summary>What it costs that a session may go on over another connection: at most a tenth of what goes through.</summary>
    public static Task RunResumeAsync(RunSettings settings) =>
        new Comparison("without resume", () => new WsRpcContender(resume: false), "with resume", () => new WsRpcContender())
            .RunAsync([.. s_questions.Select(question => question with { Goal = 0.9 })], settings);
}
