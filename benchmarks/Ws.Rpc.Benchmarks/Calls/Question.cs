using System;
using System.Threading.Tasks;

namespace Ws.Rpc.Benchmarks.Calls;

/// <summary>A load: so many connections, each with so many calls in flight, or streams of so many items.</summary>
internal sealed record Question(string Name, int Connections, int Outstanding, double Goal, Func<IContender, ValueTask> Call)
{
    /// <summary>What is counted in place of calls, where a call is a stream.</summary>
    public int Items { get; init; } = 1;
}
