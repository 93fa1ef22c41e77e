using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Testing.Time;

namespace Ws.Rpc.Testing;

/// <summary>
/// A clock that stands still until a test advances it. Its timers ring in the order of their times, on the thread that advances.
/// Thread-safe.
/// </summary>
public sealed class FakeClock : TimeProvider
{
    private readonly DateTimeOffset _start;

    // Guards _elapsed, _target, _sequence, _timers, _waiters, and what the timers are due at.
    private readonly Lock _gate = new();
    private readonly SortedSet<FakeTimer> _timers = new(new TimerOrder());
    private readonly List<TimerWaiter> _waiters = [];
    private long _elapsed;
    private long _target;
    private long _sequence;

    /// <summary>Creates a clock that shows the beginning of the year 2026, UTC.</summary>
    public FakeClock()
        : this(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>Creates a clock.</summary>
    /// <param name="start">What it shows.</param>
    public FakeClock(DateTimeOffset start) => _start = start;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Gets UTC: nothing here depends on where a test runs.</summary>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>Gets how far the clock has been advanced.</summary>
    public TimeSpan Elapsed
    {
        get
        {
            lock (_gate)
            {
                return TimeSpan.FromTicks(_elapsed);
            }
        }
    }

    /// <summary>Gets how many timers will ring.</summary>
    public int ArmedTimers
    {
        get
        {
            lock (_gate)
            {
                return _timers.Count;
            }
        }
    }

    /// <summary>Gets how far the clock must be advanced until a timer rings; <see langword="null"/> if none will.</summary>
    public TimeSpan? NextTimer
    {
        get
        {
            lock (_gate)
            {
                return _timers.Min is { } next ? TimeSpan.FromTicks(Math.Max(0, next.Due!.Value - _elapsed)) : null;
            }
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _start + Elapsed;

    /// <summary>Gets a time stamp, which is the time elapsed in units of 100 ns.</summary>
    /// <returns>The time stamp.</returns>
    public override long GetTimestamp() => Elapsed.Ticks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new FakeTimer(this, callback, state);
        Arm(timer, dueTime, period);
        return timer;
    }

    /// <summary>
    /// Advances the clock. Each timer that falls due is called at its own time, those of one time as they were armed, and those
    /// that a callback arms within the time advanced are called too. A timer that is due already is called even by zero. What
    /// several threads advance adds up, and so does what a callback advances.
    /// </summary>
    /// <param name="by">How far; not negative.</param>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        long target;
        lock (_gate)
        {
            target = _target += by.Ticks;
        }

        while (TakeDue(target) is { } timer)
        {
            timer.Ring();
        }
    }

    /// <summary>
    /// Waits until a timer is armed that is due soon: before a test advances the clock past a deadline, somebody must have begun
    /// to watch it.
    /// </summary>
    /// <param name="within">How far ahead the timer may be due, from the time that the clock shows then.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>A task that completes when there is such a timer, at once if there is one already.</returns>
    public async Task WaitForTimerAsync(TimeSpan within, CancellationToken cancellationToken = default)
    {
        var waiter = new TimerWaiter(within.Ticks);
        lock (_gate)
        {
            _waiters.Add(waiter);
            TellWaitersLocked();
        }

        try
        {
            await waiter.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                _waiters.Remove(waiter);
            }
        }
    }

    internal bool Arm(FakeTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, Timeout.InfiniteTimeSpan);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, Timeout.InfiniteTimeSpan);
        lock (_gate)
        {
            if (timer.IsDiscarded)
            {
                return false;
            }

            RemoveLocked(timer);
            timer.Period = Math.Max(0, period.Ticks);
            if (dueTime >= TimeSpan.Zero)
            {
                AddLocked(timer, _elapsed + dueTime.Ticks);
                TellWaitersLocked();
            }

            return true;
        }
    }

    internal void Discard(FakeTimer timer)
    {
        lock (_gate)
        {
            RemoveLocked(timer);
            timer.IsDiscarded = true;
        }
    }

    private FakeTimer? TakeDue(long target)
    {
        lock (_gate)
        {
            FakeTimer? next = _timers.Min;
            bool isDue = next?.Due <= target;
            _elapsed = Math.Max(_elapsed, isDue ? next!.Due!.Value : target);
            if (!isDue)
            {
                TellWaitersLocked();
                return null;
            }

            RemoveLocked(next!);
            if (next!.Period > 0)
            {
                AddLocked(next, _elapsed + next.Period);
            }

            return next;
        }
    }

    private void AddLocked(FakeTimer timer, long due)
    {
        timer.Due = due;
        timer.Sequence = _sequence++;
        _timers.Add(timer);
    }

    private void RemoveLocked(FakeTimer timer)
    {
        if (timer.Due is not null)
        {
            _timers.Remove(timer);
            timer.Due = null;
        }
    }

    private void TellWaitersLocked()
    {
        if (_timers.Min is { } next)
        {
            // What waits on them goes on elsewhere.
            _waiters.FindAll(waiter => next.Due - _elapsed <= waiter.Within).ForEach(static waiter => waiter.TrySetResult());
        }
    }
}
