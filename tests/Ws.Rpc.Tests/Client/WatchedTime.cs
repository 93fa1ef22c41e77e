using System;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using Ws.Rpc.Tests.Transports;

namespace Ws.Rpc.Tests.Client;

/// <summary>A clock that stands still until it is told to go on, and tells for what its timers wait.</summary>
internal sealed class WatchedTime : FakeTimeProvider
{
    private readonly Channel<TimeSpan> _dueTimes = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        _dueTimes.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Lets this time pass as soon as somebody waits for exactly that.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        while (await _dueTimes.Reader.ReadAsync().Within() != time)
        {
        }

        Advance(time);
    }
}
