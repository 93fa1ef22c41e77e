using System;
using System.Diagnostics;
using System.Reflection;
using System.Threading.Tasks;
using Ws.Rpc.Sessions;
using Xunit;

namespace Ws.Rpc.Tests.Sessions;

[Collection(AloneDefinition.Name)]
public sealed class AllocationTests
{
    private const int Calls = 20_000;
    private const int Rounds = 5;

    // Without optimisation each async method is an object: only a leak of whole buffers would show then.
    private static readonly double s_allowed =
        typeof(RpcSession).Assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true } ? 6000 : 8;

    [Theory]
    [InlineData(1, false)]
    [InlineData(16, false)]
    [InlineData(16, true)]
    public async Task A_call_allocates_nothing_on_either_side(int outstanding, bool isTraced)
    {
        await using var pair = new SessionPair();

        // It travels, and nobody listens.
        using Activity? activity = isTraced ? new Activity("test").Start() : null;
        var lanes = new Task[outstanding];
        double best = double.MaxValue;
        await CallAsync(pair, lanes, Calls);
        for (int round = 0; round < Rounds && best > s_allowed; round++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            await CallAsync(pair, lanes, Calls);
            best = Math.Min(best, (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Calls);
        }

        Assert.InRange(best, 0, s_allowed);
    }

    private static async Task CallAsync(SessionPair pair, Task[] lanes, int calls)
    {
        for (int lane = 0; lane < lanes.Length; lane++)
        {
            lanes[lane] = Task.Run(() => LaneAsync(pair, calls / lanes.Length));
        }

        await Task.WhenAll(lanes).WaitAsync(TimeSpan.FromMinutes(1));
    }

    private static async Task LaneAsync(SessionPair pair, int calls)
    {
        for (int i = 0; i < calls; i++)
        {
            Assert.True(await pair.Hub.AddAsync(i, 1) == i + 1);
        }
    }
}
