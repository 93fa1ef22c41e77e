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
    // A timer takes no more than 49 days; before a later deadline it fires for nothing.
    private static readonly TimeSpan s_longestWait = TimeSpan.FromDays(1);
    private static readonly TimeSpan s_slack = TimeSpan.FromMilliseconds(1);

    // Guards _timer, _armedFor and _disposed.
    private readonly Lock _gate = new();
    private ITimer? _timer;
    private long _armedFor = long.MaxValue;
    private bool _disposed;

    /// <summary>The time stamp at which a call that begins now is given up.</summary>
    public long DeadlineAfter(TimeSpan timeout)
    {
        if (timeout == Timeout.InfiniteTimeSpan)
        {
            return long.MaxValue;
        }

        long now = time.GetTimestamp();
        double ticks = timeout.TotalSeconds * time.TimestampFrequency;
        return ticks < long.MaxValue - now ? now + (long)ticks : long.MaxValue;
    }

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
        left = left < s_longestWait ? left : s_longestWait;

        // Never at once: a timer may fire inside Change, and this is under the gate.
        TimeSpan due = left > TimeSpan.Zero ? left + s_slack : s_slack;
        _timer ??= CreateTimer();
        _timer.Change(due, Timeout.InfiniteTimeSpan);
    }

    // A timer keeps what was ambient where it was made: here, that of whoever happened to make the first call.
    private ITimer CreateTimer()
    {
        AsyncFlowControl? flow = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
        try
        {
            return time.CreateTimer(
                static state => ((CallDeadlines)state!).Sweep(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
        finally
        {
            flow?.Undo();
        }
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
}
