using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace Ws.Rpc.Testing.Tests.Time;

public sealed class FakeClockTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public void Clock_stands_still_until_it_is_advanced()
    {
        DateTimeOffset start = _clock.GetUtcNow();
        long stamp = _clock.GetTimestamp();
        Assert.Equal((start, stamp), (_clock.GetUtcNow(), _clock.GetTimestamp()));

        _clock.Advance(TimeSpan.FromMilliseconds(1.5));

        Assert.Equal(start + TimeSpan.FromMilliseconds(1.5), _clock.GetUtcNow());
        Assert.Equal(TimeSpan.FromMilliseconds(1.5), _clock.GetElapsedTime(stamp));
        Assert.Equal(TimeSpan.FromMilliseconds(1.5), _clock.Elapsed);
    }

    [Fact]
    public void Timers_ring_in_order_each_at_its_own_time()
    {
        List<string> rung = [];
        using ITimer late = Timer("late", rung, 30);
        using ITimer early = Timer("early", rung, 10);
        using ITimer asEarly = Timer("as early", rung, 10);

        _clock.Advance(TimeSpan.FromMilliseconds(29));
        Assert.Equal(["early 10", "as early 10"], rung);

        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(["early 10", "as early 10", "late 30"], rung);
    }

    [Fact]
    public void Periodic_timer_rings_as_often_as_the_time_advanced_holds()
    {
        List<string> rung = [];
        using ITimer timer = Timer("tick", rung, 10, 5);

        _clock.Advance(TimeSpan.FromMilliseconds(21));

        Assert.Equal(["tick 10", "tick 15", "tick 20"], rung);
    }

    [Fact]
    public void Timer_that_a_callback_arms_rings_within_the_same_advance()
    {
        List<string> rung = [];
        ITimer? inner = null;
        using ITimer outer = _clock.CreateTimer(
            _ => inner = Timer("inner", rung, 10), null, TimeSpan.FromMilliseconds(10), Timeout.InfiniteTimeSpan);

        _clock.Advance(TimeSpan.FromMilliseconds(20));
        inner!.Dispose();

        Assert.Equal(["inner 20"], rung);
    }

    [Fact]
    public void Disposed_timer_rings_no_more_and_cannot_be_armed()
    {
        List<string> rung = [];
        ITimer timer = Timer("never", rung, 10);
        timer.Dispose();

        Assert.False(timer.Change(TimeSpan.Zero, TimeSpan.Zero));
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Empty(rung);
        Assert.Equal((0, null), (_clock.ArmedTimers, _clock.NextTimer));
    }

    [Fact]
    public void Armed_timers_are_counted_and_the_next_is_known()
    {
        using ITimer near = Timer("near", [], 10);
        using ITimer far = Timer("far", [], 30);
        _clock.Advance(TimeSpan.FromMilliseconds(4));

        Assert.Equal((2, TimeSpan.FromMilliseconds(6)), (_clock.ArmedTimers, _clock.NextTimer));
    }

    [Fact]
    public async Task Waiting_ends_when_somebody_begins_to_watch_a_deadline()
    {
        using ITimer far = Timer("far", [], 1000);
        Task waiting = _clock.WaitForTimerAsync(TimeSpan.FromMilliseconds(100));
        Assert.False(waiting.IsCompleted);

        Task delay = Task.Delay(TimeSpan.FromMilliseconds(100), _clock);
        await waiting.Within();

        Assert.False(delay.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(100));
        await delay.Within();
    }

    [Fact]
    public async Task Waiting_ends_when_a_far_deadline_has_come_near()
    {
        using ITimer far = Timer("far", [], 1000);
        Task waiting = _clock.WaitForTimerAsync(TimeSpan.FromMilliseconds(100));

        _clock.Advance(TimeSpan.FromMilliseconds(899));
        Assert.False(waiting.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        await waiting.Within();
    }

    [Fact]
    public async Task Waiting_can_be_given_up()
    {
        using CancellationTokenSource source = new();
        Task waiting = _clock.WaitForTimerAsync(TimeSpan.FromSeconds(1), source.Token);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.Within());
    }

    [Fact]
    public async Task Deadlines_of_the_framework_follow_the_clock()
    {
        using CancellationTokenSource timeout = new(TimeSpan.FromSeconds(5), _clock);
        using PeriodicTimer periodic = new(TimeSpan.FromSeconds(2), _clock);
        ValueTask<bool> tick = periodic.WaitForNextTickAsync(CancellationToken.None);

        _clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.True(await tick.Within());
        Assert.False(timeout.IsCancellationRequested);
        _clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.True(timeout.IsCancellationRequested);
    }

    [Fact]
    public async Task Clock_advanced_by_many_rings_each_timer_once()
    {
        int rung = 0;
        List<ITimer> timers = [];
        for (int i = 0; i < 1000; i++)
        {
            timers.Add(_clock.CreateTimer(
                _ => Interlocked.Increment(ref rung), null, TimeSpan.FromMilliseconds(i), Timeout.InfiniteTimeSpan));
        }

        void Advance()
        {
            for (int i = 0; i < 250; i++)
            {
                _clock.Advance(TimeSpan.FromMilliseconds(1));
            }
        }

        await Task.WhenAll(Task.Run(Advance), Task.Run(Advance), Task.Run(Advance), Task.Run(Advance)).Within();

        Assert.Equal((1000, 0), (rung, _clock.ArmedTimers));
        Assert.Equal(TimeSpan.FromSeconds(1), _clock.Elapsed);
        timers.ForEach(timer => timer.Dispose());
    }

    private ITimer Timer(string name, List<string> rung, int milliseconds, int period = Timeout.Infinite) => _clock.CreateTimer(
        _ => rung.Add($"{name} {_clock.Elapsed.TotalMilliseconds}"),
        null,
        TimeSpan.FromMilliseconds(milliseconds),
        TimeSpan.FromMilliseconds(period));
}
