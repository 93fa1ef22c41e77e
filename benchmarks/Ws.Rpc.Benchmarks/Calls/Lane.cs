using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Ws.Rpc.Benchmarks.Contenders;

namespace Ws.Rpc.Benchmarks.Calls;

/// <summary>The connections of a contender, and what its rounds gave.</summary>
internal sealed class Lane : IAsyncDisposable
{
    private readonly List<IContender> _connections;
    private readonly CallRound _round;
    private readonly List<Measurement> _rounds = [];

    private Lane(string name, List<IContender> connections, CallRound round)
    {
        Name = name;
        _connections = connections;
        _round = round;
    }

    public string Name { get; }

    public IReadOnlyList<Measurement> Rounds => _rounds;

    public static async Task<Lane> OpenAsync(Contender contender, ServerProcess server, Question question)
    {
        List<IContender> connections = [];
        for (int i = 0; i < question.Connections; i++)
        {
            IContender connection = contender.Connection();
            await connection.ConnectAsync(server.Addresses);
            connections.Add(connection);
        }

        return new Lane(contender.Name, connections, new CallRound(server, question, connections));
    }

    public Task<Measurement> MeasureAsync(TimeSpan duration) => _round.RunAsync(duration);

    public async Task RunAsync(TimeSpan duration) => _rounds.Add(await MeasureAsync(duration));

    public double Median(Func<Measurement, double> pick) => _rounds.Select(pick).Median();

    public async ValueTask DisposeAsync()
    {
        foreach (IContender connection in _connections)
        {
            await connection.DisposeAsync();
        }
    }
}
