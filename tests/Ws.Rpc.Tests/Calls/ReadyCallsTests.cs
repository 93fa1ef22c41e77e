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

    private static Task<int> SettledAsync(ReadyCalls ready, int result, System.Action continuation)
    {
        PendingCall<int> call = TestCall.New();
        Task<int> task = AwaitAsync(call.Task, continuation);
        call.SetResult(System.Text.Encoding.UTF8.GetBytes(result.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        ready.Add(call);
        return task;
    }

    private static async Task<int> AwaitAsync(ValueTask<int> call, System.Action continuation)
    {
        int result = await call.ConfigureAwait(false);
        continuation();
        return result;
    }
}
