using System;
using Ws.Rpc.EndToEnd.Tests.Probe;

namespace Ws.Rpc.EndToEnd.Tests.Hubs;

internal sealed class DisposableScopeHub(ProbeState state, ScopedThing thing, IServiceProvider services)
    : ScopeHub(state, thing, services), IDisposable
{
    public void Dispose() => State.Tell($"hub {Number} disposed");
}
