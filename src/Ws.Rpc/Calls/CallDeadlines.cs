using System;
using System.Collections.Generic;
using System.Threading;

namespace Ws.Rpc.Calls;

/// <summary>
/// Gives up calls whose deadline has passed, with one timer for all, which runs only while calls are pending: the calls of one
/// session mostly share a timeout, so that it rarely has to be moved. Thread-safe.
/// </summary>
internal sealed class CallDeadlines(PendingCalls calls, TimeProvider time, Action<PendingCall> giveUp) : IDisposable
{
    // Guards _timer, _armedFor and _disposed.
    private readonly Lock _gate = new();
    private ITimer? _timer;
    private long _armedFor = long.MaxValue;
    private bool _disposed;

    /// <summary>The time stamp at which a call that begins now is given up.</summary>
    public long DeadlineAfter(TimeSpan timeout) =>
        timeout == Timeout.InfiniteTimeSpan ? long.MaxValue : time.GetTimestamp() + ToTicks(timeout);

    /// <summary>Sees to it that the timer fires at this deadline or before.</summary>
    public void Watch(long deadline)
    {
        if (deadline >= Volatile.Read(ref _armedFor))
        {
            return;
        }

        lock (_gate)
        {
            ArmLocked(deadline);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _timer?.Dispose();
        }
    }

    private void ArmLocked(long deadline)
    {
        if (_disposed || deadline >= _armedFor)
        {
            return;
        }

        _armedFor = deadline;
        TimeSpan left = time.GetElapsedTime(time.GetTimestamp(), deadline);
        TimeSpan due = left > TimeSpan.Zero ? left + TimeSpan.FromMilliseconds(1) : TimeSpan.Zero;
        _timer ??= time.CreateTimer(static state => ((CallDeadlines)state!).Sweep(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(due, Timeout.InfiniteTimeSpan);
    }

    private void Sweep()
    {
        // Disarmed before the look at the table: a call added from here on arms the timer again.
        lock (_gate)
        {
            _armedFor = long.MaxValue;
        }

        IReadOnlyList<PendingCall> expired = calls.TakeExpired(time.GetTimestamp(), out long next);
        foreach (PendingCall call in expired)
        {
            giveUp(call);
        }

        if (next != long.MaxValue)
        {
            Watch(next);
        }
    }

    private long ToTicks(TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);
}
