using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.Extensions.Time.Testing;
using Ws.Rpc.Calls;
using Xunit;

namespace Ws.Rpc.Tests.Calls;

public sealed class CallDeadlinesTests : IDisposable
{
    private readonly TimerCountingTime _time = new();
    private readonly PendingCalls _calls = new(negativeIds: false, capacity: 100);
    private readonly List<long> _givenUp = [];
    private readonly CallDeadlines _deadlines;

    public CallDeadlinesTests() => _deadlines = new CallDeadlines(_calls, _time, call => _givenUp.Add(call.Id));

    public void Dispose() => _deadlines.Dispose();

    [Fact]
    public void A_call_is_given_up_at_its_deadline_and_no_sooner()
    {
        Add(TimeSpan.FromSeconds(10));

        _time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.Empty(_givenUp);
        _time.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Equal([1L], _givenUp);
    }

    [Fact]
    public void Calls_with_other_deadlines_are_unharmed_and_watched_on()
    {
        Add(TimeSpan.FromSeconds(30));
        Add(TimeSpan.FromSeconds(10));
        Add(TimeSpan.FromSeconds(20));

        _time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal([2L], _givenUp);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal([2L, 3], _givenUp);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal([2L, 3, 1], _givenUp);
    }

    [Fact]
    public void The_timer_is_off_once_nothing_is_pending()
    {
        Add(TimeSpan.FromSeconds(10));
        Assert.True(_calls.TryTake(1, out _));
        _time.Advance(TimeSpan.FromSeconds(11));
        int changes = _time.Changes;

        _time.Advance(TimeSpan.FromHours(1));

        Assert.Empty(_givenUp);
        Assert.Equal(changes, _time.Changes);
        Add(TimeSpan.FromSeconds(10));
        _time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal([2L], _givenUp);
    }

    [Fact]
    public void Many_calls_of_one_timeout_move_the_timer_once()
    {
        for (int i = 0; i < 50; i++)
        {
            Add(TimeSpan.FromSeconds(10));
            _time.Advance(TimeSpan.FromMilliseconds(10));
        }

        Assert.Equal(1, _time.Changes);
    }

    [Fact]
    public void A_call_without_a_deadline_needs_no_timer()
    {
        Add(Timeout.InfiniteTimeSpan);

        Assert.Equal(0, _time.Changes);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(100_000)]
    [InlineData(10_675_199)]
    public void A_timeout_of_many_days_is_a_long_time(int days)
    {
        Add(TimeSpan.FromDays(days));

        _time.Advance(TimeSpan.FromDays(59));
        Assert.Empty(_givenUp);
        if (days == 60)
        {
            _time.Advance(TimeSpan.FromDays(2));
            Assert.Equal([1L], _givenUp);
        }
    }

    [Fact]
    public void The_timer_keeps_nothing_of_the_first_caller_alive()
    {
        Add(TimeSpan.FromSeconds(10));

        Assert.True(_time.CreatedWithoutContext);
    }

    [Fact]
    public void Nothing_is_given_up_after_disposal()
    {
        Add(TimeSpan.FromSeconds(10));
        _deadlines.Dispose();
        Add(TimeSpan.FromSeconds(5));

        _time.Advance(TimeSpan.FromSeconds(20));

        Assert.Empty(_givenUp);
    }

    private void Add(TimeSpan timeout)
    {
        PendingCall call = TestCall.New();
        call.Deadline = _deadlines.DeadlineAfter(timeout);
        Assert.True(_calls.TryAdd(call, out _));
        _deadlines.Watch(call.Deadline);
    }

    private sealed class TimerCountingTime : FakeTimeProvider
    {
        public int Changes { get; private set; }

        public bool CreatedWithoutContext { get; private set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            CreatedWithoutContext = ExecutionContext.IsFlowSuppressed();
            return new CountingTimer(this, base.CreateTimer(callback, state, dueTime, period));
        }

        private sealed class CountingTimer(TimerCountingTime time, ITimer inner) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                // The framework's own timers take no more.
                ArgumentOutOfRangeException.ThrowIfGreaterThan(dueTime.TotalMilliseconds, uint.MaxValue - 1);
                time.Changes++;
                return inner.Change(dueTime, period);
            }

            public void Dispose() => inner.Dispose();

            public System.Threading.Tasks.ValueTask DisposeAsync() => inner.DisposeAsync();
        }
    }
}
