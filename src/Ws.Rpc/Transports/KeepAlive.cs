using System;
using System.Threading;

namespace Ws.Rpc.Transports;

/// <summary>
/// Lets the peer and what stands between know that a silent connection is alive, as a ClientWebSocket does: a pong that nobody
/// asked for where no answer is expected, otherwise a ping, and an end where nothing comes back.
/// </summary>
internal sealed class KeepAlive : IDisposable
{
    private readonly FrameReceiver _receiver;
    private readonly FrameSender _sender;
    private readonly Action _silent;
    private readonly TimeProvider _time;
    private readonly TimeSpan _interval;
    private readonly TimeSpan _timeout;

    // Guards _timer, _asked and _disposed.
    private readonly Lock _gate = new();
    private ITimer? _timer;
    private bool _asked;
    private bool _disposed;

    public KeepAlive(FrameReceiver receiver, FrameSender sender, Action silent, TransportOptions options, TimeProvider time)
    {
        _receiver = receiver;
        _sender = sender;
        _silent = silent;
        _interval = options.KeepAliveInterval;
        _timeout = options.KeepAliveTimeout;
        _time = time;
    }

    public void Start()
    {
        if (_interval > TimeSpan.Zero)
        {
            lock (_gate)
            {
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
        bool ask;
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            bool heard = _receiver.TakeHeard();
            silent = _asked && !heard;
            _asked = ask = _timeout > TimeSpan.Zero && !heard && !silent;
            if (!silent)
            {
                _timer!.Change(ask ? _timeout : _interval, Timeout.InfiniteTimeSpan);
            }
        }

        if (silent)
        {
            _silent();
        }
        else if (ask)
        {
            _sender.PostPing();
        }
        else if (_timeout <= TimeSpan.Zero)
        {
            _sender.PostPong(default);
        }
    }
}
