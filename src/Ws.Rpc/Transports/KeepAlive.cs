using System;
using System.Threading;

namespace Ws.Rpc.Transports;

/// <summary>
/// Lets the peer and what stands between know that a connection is alive: a pong that nobody asked for where no answer is
/// expected, otherwise a ping each interval, which is timed, and an end where nothing at all came for the interval and the
/// timeout together. The last ping of that time had at least the timeout to be answered; or, where a peer is always asked first,
/// the first of it.
/// </summary>
internal sealed class KeepAlive : IDisposable
{
    // A timer counts whole milliseconds, and may be early by a part of one.
    private static readonly TimeSpan s_least = TimeSpan.FromMilliseconds(1);

    private readonly FrameReceiver _receiver;
    private readonly FrameSender _sender;
    private readonly PingClock _pings;
    private readonly Action _silent;
    private readonly TimeProvider _time;
    private readonly TimeSpan _interval;
    private readonly TimeSpan _timeout;
    private readonly bool _asksFirst;

    // Guards _timer, _toldAt, _askedAt and _disposed.
    private readonly Lock _gate = new();
    private ITimer? _timer;
    private long _toldAt;
    private long? _askedAt;
    private bool _disposed;

    public KeepAlive(
        FrameReceiver receiver, FrameSender sender, PingClock pings, Action silent, TransportOptions options, TimeProvider time)
    {
        _receiver = receiver;
        _sender = sender;
        _pings = pings;
        _silent = silent;
        _interval = options.KeepAliveInterval;
        _timeout = options.KeepAliveTimeout;
        _asksFirst = options.AsksBeforeGivingUp;
        _time = time;
    }

    public void Start()
    {
        if (_interval > TimeSpan.Zero)
        {
            lock (_gate)
            {
                _toldAt = _time.GetTimestamp();
                _timer = _time.CreateTimer(static state => ((KeepAlive)state!).Tick(), this, _interval, Timeout.InfiniteTimeSpan);
            }
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

    private void Tick()
    {
        bool silent;
        bool tell;
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            long now = _time.GetTimestamp();
            TimeSpan untilSilent = UntilSilentLocked(now);
            silent = untilSilent <= TimeSpan.Zero;
            TimeSpan untilTold = _interval - _time.GetElapsedTime(_toldAt, now);
            tell = !silent && untilTold <= TimeSpan.Zero;
            if (tell)
            {
                _toldAt = now;
                _askedAt ??= now;
                untilTold = _interval;
                untilSilent = UntilSilentLocked(now);
            }

            if (!silent)
            {
                TimeSpan next = untilTold < untilSilent ? untilTold : untilSilent;
                _timer!.Change(next > s_least ? next : s_least, Timeout.InfiniteTimeSpan);
            }
        }

        if (silent)
        {
            _silent();
        }
        else if (tell)
        {
            Tell();
        }
    }

    private TimeSpan UntilSilentLocked(long now)
    {
        if (_timeout <= TimeSpan.Zero)
        {
            return TimeSpan.MaxValue;
        }

        long heardAt = _receiver.HeardAt;
        if (!_asksFirst)
        {
            return _interval + _timeout - _time.GetElapsedTime(heardAt, now);
        }

        if (heardAt >= _askedAt)
        {
            _askedAt = null;
        }

        return _askedAt is { } askedAt ? _timeout - _time.GetElapsedTime(askedAt, now) : TimeSpan.MaxValue;
    }

    private void Tell()
    {
        if (_timeout <= TimeSpan.Zero)
        {
            _sender.PostPong(default);
            return;
        }

        Span<byte> payload = stackalloc byte[PingClock.PayloadBytes];
        _pings.Begin(payload);
        _sender.PostPing(payload);
    }
}
