using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Ws.Rpc.Benchmarks.Contenders;

namespace Ws.Rpc.Benchmarks.Calls;

/// <summary>A load: so many connections, each with so many calls in flight, or streams of so many items.</summary>
internal sealed record Question(string Name, int Connections, int Outstanding, Func<IContender, ValueTask> Call)
{
    /// <summary>What is counted in place of calls, where a call is a stream.</summary>
    public int Items { get; init; } = 1;

    /// <summary>How many times as many we want, by the name of the peer.</summary>
    public IReadOnlyDictionary<string, double> Goals { get; init; } = new Dictionary<string, double>();
}
