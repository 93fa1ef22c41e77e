using System;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.EndToEnd.Tests.Probe;

namespace Ws.Rpc.EndToEnd.Tests.Hubs;

internal class ScopeHub(ProbeState state, ScopedThing thing, IServiceProvider services) : RpcHub, IScopeHub
{
    protected ProbeState State => state;

    protected int Number { get; } = state.NextHub();

    public ValueTask<int[]> WhoAsync() => new([Number, thing.Number, services.GetRequiredService<ScopedThing>().Number]);

    public async ValueTask<int> WhoLateAsync()
    {
        await state.Gate.Task;
        state.Tell($"hub {Number} done");
        return Number;
    }

    public async ValueTask FailAsync(bool late)
    {
        if (late)
        {
            await Task.Yield();
        }

        throw new RpcException(1, "as asked");
    }

    public ValueTask TakeAsync(int number) => default;

    public void Poke() => state.Tell($"hub {Number} poked");
}
