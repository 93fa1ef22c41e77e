using System;
using System.Collections.Generic;

namespace Ws.Rpc.Chaos.Proxy;

/// <summary>What happens to one connection, and where.</summary>
/// <param name="Kind">What.</param>
/// <param name="Flow">In which direction the bytes are counted.</param>
/// <param name="AfterBytes">Behind how many of them.</param>
/// <param name="Duration">How long, for what lasts.</param>
internal sealed record FaultPlan(FaultKind Kind, Flow Flow = Flow.Up, long AfterBytes = 0, TimeSpan Duration = default)
{
    public static readonly FaultPlan Nothing = new(FaultKind.None);

    /// <summary>One of these kinds, in either direction, somewhere among the bytes.</summary>
    public static FaultPlan Draw(Random random, IReadOnlyList<FaultKind> kinds, int fewestBytes, int mostBytes) => new(
        kinds[random.Next(kinds.Count)],
        random.Next(2) == 0 ? Flow.Up : Flow.Down,
        random.Next(fewestBytes, mostBytes + 1),
        TimeSpan.FromMilliseconds(random.Next(1, 50)));
}
