using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Ws.Rpc.Benchmarks.Contenders;

namespace Ws.Rpc.Benchmarks.Calls;

/// <summary>How many calls and items of streams a second, beside all peers in the same run.</summary>
internal static class CallQuestions
{
    private const int StreamItems = 200_000;

    private static readonly string s_text = new('x', 1024 * 1024);

    private static readonly Question[] s_questions =
    [
        new("ping-pong", 1, 1, connection => connection.AddAsync())
        {
            Goals = Goals(signalR: 1.4, echo: 1.15, grpc: 1.2),
        },
        new("64 outstanding", 1, 64, connection => connection.AddAsync())
        {
            Goals = Goals(signalR: 4, messagePack: 3.4),
        },
        new("1024 outstanding", 1, 1024, connection => connection.AddAsync())
        {
            Goals = Goals(signalR: 6),
        },
        new("50 connections x 8", 50, 8, connection => connection.AddAsync())
        {
            Goals = Goals(signalR: 2.8),
        },
        new("2 KB order x 16", 1, 16, connection => connection.OrderAsync())
        {
            Goals = Goals(signalR: 1.25),
        },
        new("1 MB text", 1, 1, connection => connection.TextAsync(s_text))
        {
            Goals = Goals(signalR: 1.3, streamJsonRpc: 1),
        },
        new("200000 items", 1, 1, connection => connection.StreamAsync(StreamItems))
        {
            Items = StreamItems,
            Goals = Goals(signalR: 1.8, messagePack: 0.95),
        },
    ];

    public static Task RunAsync(RunSettings settings) =>
        new Comparison(settings.Beside(AllContenders.Peers), AllContenders.WsRpc).RunAsync(s_questions, settings);

    /// <summary>What it costs that a session may go on over another connection: at most a tenth of what goes through.</summary>
    public static Task RunResumeAsync(RunSettings settings)
    {
        Contender without = AllContenders.WsRpc with
        {
            Name = "without resume",
            Connection = () => new WsRpcContender(resume: false),
        };
        var goals = new Dictionary<string, double> { [without.Name] = 0.9 };
        return new Comparison([without], AllContenders.WsRpc)
            .RunAsync([.. s_questions.Select(question => question with { Goals = goals })], settings);
    }

    private static Dictionary<string, double> Goals(
        double signalR, double? messagePack = null, double? streamJsonRpc = null, double? grpc = null, double? echo = null)
    {
        (Contender Peer, double? Goal)[] goals =
        [
            (AllContenders.SignalR, signalR),
            (AllContenders.SignalRMessagePack, messagePack),
            (AllContenders.StreamJsonRpc, streamJsonRpc),
            (AllContenders.Grpc, grpc),
            (AllContenders.Echo, echo),
        ];
        return goals.Where(goal => goal.Goal is not null).ToDictionary(goal => goal.Peer.Name, goal => goal.Goal!.Value);
    }
}
