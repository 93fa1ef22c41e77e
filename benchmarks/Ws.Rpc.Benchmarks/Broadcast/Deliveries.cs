using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.Benchmarks.Broadcast;

/// <summary>The deliveries that are still to come, and when each one came.</summary>
internal sealed class Deliveries
{
    private TaskCompletionSource _all = new();
    private long[] _times = [];
    private int _left;

    /// <summary>When each delivery came, the last one first, where they came one at a time.</summary>
    public ReadOnlySpan<long> Times => _times;

    public Task Expect(int count)
    {
        _all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _times = _times.Length == count ? _times : new long[count];
        Volatile.Write(ref _left, count);
        return _all.Task;
    }

    public void Add(int count)
    {
        if (count == 0)
        {
            return;
        }

        int left = Interlocked.Add(ref _left, -count);
        if (left >= 0)
        {
            _times[left] = Stopwatch.GetTimestamp();
        }

        if (left == 0)
        {
            _all.SetResult();
        }
    }
}
