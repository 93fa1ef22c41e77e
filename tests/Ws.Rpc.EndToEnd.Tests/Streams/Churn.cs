using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Streams;

/// <summary>One client who abandons streams. What is random depends on the seed alone.</summary>
internal sealed class Churn(IChurnHub hub, WatchedSources sources, int seed)
{
    private const int LongestUse = 120;

    private readonly TaskCompletionSource _allUnderWay = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _underWay;

    /// <summary>Each stream that is to be lost has come to its point.</summary>
    public Task AllUnderWay => _allUnderWay.Task;

    /// <summary>Leaves streams one after the other, while the connection lives.</summary>
    public async Task LeaveAsync(int lane, int count)
    {
        var random = new Random(seed + lane);
        for (int i = 0; i < count; i++)
        {
            int items = random.Next(LongestUse);
            int ready = items + random.Next(1, LongestUse);
            switch (random.Next(8))
            {
                case 0:
                    Assert.Equal(items, await hub.TakeAsync(sources.Endless(ready), items).Within());
                    break;
                case 1 or 2 or 3:
                    await BreakAsync(Open(random, ready, default), items).Within();
                    break;
                default:
                    await CancelAsync(random, ready, items).Within();
                    break;
            }
        }
    }

    /// <summary>Uses a stream until the connection is over.</summary>
    public async Task LoseAsync(int stream, int ofStreams)
    {
        var random = new Random(seed + stream);
        int point = random.Next(LongestUse);
        IAsyncEnumerable<int> items = Open(random, point + random.Next(1, 100 * LongestUse), default);
        await Assert.ThrowsAnyAsync<RpcConnectionException>(async () =>
        {
            await foreach (int item in items)
            {
                if (item == point && Interlocked.Increment(ref _underWay) == ofStreams)
                {
                    _allUnderWay.SetResult();
                }
            }
        });
    }

    private static async Task BreakAsync(IAsyncEnumerable<int> stream, int items)
    {
        await foreach (int item in stream)
        {
            if (item == items)
            {
                return;
            }
        }

        Assert.Fail("The stream has no end.");
    }

    // A third each: before the first item, among those that are ready, and where none is.
    private async Task CancelAsync(Random random, int ready, int items)
    {
        using var cancellation = new CancellationTokenSource();
        int taken = random.Next(3) switch { 0 => 0, 1 => items, _ => ready };
        await using IAsyncEnumerator<int> stream =
            Open(random, ready, cancellation.Token).GetAsyncEnumerator(cancellation.Token);
        for (int i = 0; i < taken; i++)
        {
            Assert.True(await stream.MoveNextAsync());
        }

        ValueTask<bool> next = stream.MoveNextAsync();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            for (bool more = await next; more;)
            {
                more = await stream.MoveNextAsync();
            }
        });
    }

    private IAsyncEnumerable<int> Open(Random random, int ready, CancellationToken cancellationToken) => random.Next(4) == 0
        ? hub.PassAsync(sources.Endless(ready))
        : hub.EndlessAsync(ready, cancellationToken);
}
