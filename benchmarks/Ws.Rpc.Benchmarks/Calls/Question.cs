using System;
using System.Threading.Tasks;

namespace Ws.Rpc.Benchmarks.Calls;

/// <summary>A load: so many connections, each with so many calls in flight.</summary>
internal sealed record Question(string Name, int Connections, int Outstanding, double Goal, Func<IContender, ValueTask> Call);
