using System;
using System.Threading;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Sessions;

/// <summary>
/// Lets a peer that cannot see control frames know that the connection lives: nothing else having been sent for as long as it has
/// said, <c>$/session/ping</c> is (protocol section 8). Has a timer only where a peer wants that. Thread-safe.
/// </summary>
internal sealed class SessionHeartbeat(RpcSession session) : IDisposable
{
    // It looks so often in an interval, and sends at the last look but one: never later than wanted.
    private const int Looks = 4;

    private static readonly TimeSpan s_least = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_most = TimeSpan.FromSeconds(120);

    // Guards all fields.
    private readonly Lock _gate = new();
    private ITimer? _timer;
    private long _sent;
    private int _quietLooks;
    private bool _isOver;

    /// <summary>The interval, or none.</summary>
    public TimeSpan? Interval { get; private set; }

    /// <summary>Begins, anew if it has begun, or stops.</summary>
    /// <param name="wanted">The longest silence that the peer accepts; <see langword="null"/>: any.</param>
    public void Begin(TimeSpan? wanted)
    {
        lock (_gate)
        {
            _timer?.Dispose();
            _timer = null;
            Interval = wanted is { } time ? TimeSpan.FromTicks(Math.Clamp(time.Ticks, s_least.Ticks, s_most.Ticks)) : null;
            if (Interval is { } interval && !_isOver)
            {
                _timer = session.Options.Time.CreateTimer(
                    static state => ((SessionHeartbeat)state!).Look(), this, interval / Looks, interval / Looks);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
            _timer?.Dispose();
        }
    }

    private void Look()
    {
        if (session.Link.State != SessionState.Attached || session.Connection is not { } connection)
        {
            return;
        }

        long sent = connection.Sent;
        lock (_gate)
        {
            _quietLooks = sent == _sent ? _quietLooks + 1 : 0;
            _sent = sent;
            if (_quietLooks < Looks - 1)
            {
                return;
            }

            _quietLooks = 0;
        }

        MessageBuffer message = MessageBuffer.Rent();
        SessionFrames.WritePing(message, session.Continuity.CanResume ? session.Continuity.Received : null);
        session.Sender.SendControl(message);
    }
}
