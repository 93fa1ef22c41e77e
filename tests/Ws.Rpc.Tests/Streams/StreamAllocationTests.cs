using System;
using System.Diagnostics;
using System.Reflection;
using System.Threading.Tasks;
using Ws.Rpc.Sessions;
using Ws.Rpc.Tests.Sessions;
using Xunit;

namespace Ws.Rpc.Tests.Streams;

[Collection(AloneDefinition.Name)]
public sealed class StreamAllocationTests
{
    private const int Items = 200_000;
    private const int Rounds = 5;

    // Both sides together. Without optimisation each async method is an object, but for a batch and not for an item.
    private static readonly double s_allowed =
        typeof(RpcSession).Assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true } ? 90 : 4;

    [Theory]
    [InlineData(64)]
    [InlineData(1024)]
    public async Task An_item_allocates_nothing_on_either_side(int credit)
    {
        await using var pair = new SessionPair(client: TestSessions.Options with { StreamCredit = credit });
        double best = double.MaxValue;
        await TakeAsync(pair);
        for (int round = 0; round < Rounds && best > s_allowed; round++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            await TakeAsync(pair);
            best = Math.Min(best, (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Items);
        }

        Assert.InRange(best, 0, s_allowed);
    }

    private static async Task TakeAsync(SessionPair pair)
    {
        int next = 0;
        await foreach (int item in pair.Hub.ListAsync(Items))
        {
            Assert.True(item == next++);
        }

        Assert.Equal(Items, next);
    }
}
