using System;
using System.Threading.Tasks;
using Ws.Rpc.EndToEnd.Tests.Probe;

namespace Ws.Rpc.EndToEnd.Tests.Hubs;

internal sealed class AsyncDisposableScopeHub(ProbeState state, ScopedThing thing, IServiceProvider services)
    : ScopeHub(state, thing, services), IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await Task.Yield();
        State.Tell($"hub {Number} disposed");
    }
}
