using System;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.Testing.Time;

/// <summary>One timer of a <see cref="FakeClock"/>; what it is due at belongs to the clock, and is guarded there.</summary>
internal sealed class FakeTimer(FakeClock clock, TimerCallback callback, object? state) : ITimer
{
    private readonly ExecutionContext? _context = ExecutionContext.Capture();

    /// <summary>When it rings, in ticks since the clock began; <see langword="null"/> while it does not.</summary>
    public long? Due { get; set; }

    /// <summary>How long after that it rings again, in ticks; 0 for never.</summary>
    public long Period { get; set; }

    /// <summary>Whether it is disposed, and can be armed no more.</summary>
    public bool IsDiscarded { get; set; }

    /// <summary>Which of those due at one time was armed first.</summary>
    public long Sequence { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period) => clock.Arm(this, dueTime, period);

    public void Ring()
    {
        if (_context is null)
        {
            callback(state);
        }
        else
        {
            ExecutionContext.Run(_context, static timer => ((FakeTimer)timer!).Call(), this);
        }
    }

    public void Dispose() => clock.Discard(this);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    private void Call() => callback(state);
}
