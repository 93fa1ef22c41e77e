using System;

namespace Ws.Rpc.EndToEnd.Tests.Probe;

/// <summary>A service of a call's scope, such as a database context.</summary>
internal sealed class ScopedThing(ProbeState state) : IDisposable
{
    public int Number { get; } = state.NextThing();

    public void Dispose() => state.Tell($"thing {Number} disposed");
}
