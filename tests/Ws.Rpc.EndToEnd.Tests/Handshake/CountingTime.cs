using System;
using System.Threading;
using Microsoft.Extensions.Time.Testing;

namespace Ws.Rpc.EndToEnd.Tests.Handshake;

/// <summary>A clock that stands still until it is told to go on, and knows how many timers there are.</summary>
internal sealed class CountingTime() : FakeTimeProvider(TestTokens.Now)
{
    private int _timers;

    public int Timers => Volatile.Read(ref _timers);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Increment(ref _timers);
        return new CountedTimer(base.CreateTimer(callback, state, dueTime, period), () => Interlocked.Decrement(ref _timers));
    }
}
