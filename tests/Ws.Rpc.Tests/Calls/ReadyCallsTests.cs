using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Calls;
using Ws.Rpc.Tests.Transports;
using Xunit;

namespace Ws.Rpc.Tests.Calls;

public sealed class ReadyCallsTests
{
    [Fact]
    public async Task A_continuation_that_blocks_holds_up_no_other()
    {
        var ready = new ReadyCalls(() => { });
        using var release = new ManualResetEventSlim();
        Task<int> blocked = SettledAsync(ready, 1, release.Wait);
        Task<int>[] others = [.. Enumerable.Range(2, 50).Select(i => SettledAsync(ready, i, () => { }))];

        ready.Schedule();

        Assert.Equal(Enumerable.Range(2, 50), await Task.WhenAll(others).Within());
        Assert.False(blocked.IsCompleted);
        Task<int> later = SettledAsync(ready, 60, () => { });
        ready.Schedule();
        Assert.Equal(60, await later.Within());
        release.Set();
        Assert.Equal(1, await blocked.Within());
    }

    [Fact]
    public async Task Every_call_continues_once_when_many_threads_add()
    {
        var ready = new ReadyCalls(() => { });
        async Task<int> RunAsync(int thread)
        {
            await Task.Yield();
            int sum = 0;
            for (int i = 0; i < 2000; i++)
            {
                Task<int> done = SettledAsync(ready, i, () => { });
                ready.Schedule();
                sum += await done.Within() - i;
            }

            return sum;
        }

        int[] sums = await Task.WhenAll(Enumerable.Range(0, 4).Select(RunAsync));

        Assert.All(sums, sum => Assert.Equal(0, sum));
    }

    [Fact]
    public async Task Nothing_continues_before_it_is_scheduled()
    {
        var ready = new ReadyCalls(() => { });
        Task<int> call = SettledAsync(ready, 1, () => { });
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ThreadPool.QueueUserWorkItem(_ => done.SetResult());
        await done.Task.Within();

        Assert.False(call.IsCompleted);
        ready.Schedule();
        Assert.Equal(1, await call.Within());
    }

    [Fact]
    public async Task Run_continues_here_and_then_says_so()
    {
        int done = 0;
        var ready = new ReadyCalls(() => done++);
        int thread = 0;
        Task<int> call = SettledAsync(ready, 1, () => thread = Environment.CurrentManagedThreadId);

        ready.Run();

        Assert.Equal(Environment.CurrentManagedThreadId, thread);
        Assert.Equal(1, done);
        Assert.Equal(1, await call.Within());
        ready.Run();
        Assert.Equal(1, done);
    }

    [Fact]
    public async Task All_but_the_last_are_told_that_more_follow()
    {
        var ready = new ReadyCalls(() => { });
        var seen = new (bool More, bool Last, bool Again)[3];
        Task<int>[] calls = [.. Enumerable.Range(0, seen.Length).Select(i =>
            SettledAsync(ready, i, () => seen[i] = (ready.IsContinuing, ready.TryTakeLast(), ready.TryTakeLast())))];

        // Whether this thread or the work item queued for the others takes a call, the order is the same.
        ready.Run();
        await Task.WhenAll(calls).Within();

        Assert.Equal([(true, false, false), (true, false, false), (false, true, false)], seen);
        Assert.False(ready.IsContinuing);
        Assert.False(ready.TryTakeLast());
    }

    private static Task<int> SettledAsync(ReadyCalls ready, int result, Action continuation)
    {
        PendingCall<int> call = TestCall.New();
        Task<int> task = AwaitAsync(call.Task, continuation);
        call.SetResult(System.Text.Encoding.UTF8.GetBytes(result.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        ready.Add(call);
        return task;
    }

    private static async Task<int> AwaitAsync(ValueTask<int> call, Action continuation)
    {
        int result = await call.ConfigureAwait(false);
        continuation();
        return result;
    }
}
