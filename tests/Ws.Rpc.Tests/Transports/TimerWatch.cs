using System;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;

namespace Ws.Rpc.Tests.Transports;

/// <summary>A clock that the test moves, and that says when somebody begins to wait for it.</summary>
internal sealed class TimerWatch : FakeTimeProvider
{
    private readonly Channel<bool> _timers = Channel.CreateUnbounded<bool>();

    /// <summary>Completes once for each timer that was made.</summary>
    public Task NextTimerAsync() => _timers.Reader.ReadAsync().Within();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        _timers.Writer.TryWrite(true);
        return timer;
    }
}
