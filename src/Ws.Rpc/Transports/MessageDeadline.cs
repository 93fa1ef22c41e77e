using System;
using System.Threading;

namespace Ws.Rpc.Transports;

/// <summary>
/// Bounds the time from a message's first bytes to its last, or one that comes byte by byte would hold its buffer for ever. It
/// costs nothing until a message has to be waited for in its midst. For the receiver, one call at a time.
/// </summary>
internal sealed class MessageDeadline(TransportOptions options, TimeProvider time, Action expired) : IDisposable
{
    // Guards all fields below: the timer fires on a thread of its own.
    private readonly Lock _gate = new();
    private ITimer? _timer;
    private bool _isRunning;
    private bool _isOver;

    /// <summary>Called before each wait in the midst of a message; the first of them counts.</summary>
    public void Begin()
    {
        if (options.MessageTimeout <= TimeSpan.Zero)
        {
            return;
        }

        lock (_gate)
        {
            if (_isRunning || _isOver)
            {
                return;
            }

            _isRunning = true;
            if (_timer is null)
            {
                _timer = time.CreateTimer(
                    static state => ((MessageDeadline)state!).OnTimer(), this, options.MessageTimeout, Timeout.InfiniteTimeSpan);
            }
            else
            {
                _timer.Change(options.MessageTimeout, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>The message is there.</summary>
    public void End()
    {
        // Only the receiver begins and ends.
        if (_isRunning)
        {
            lock (_gate)
            {
                _isRunning = false;
                _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
            _isRunning = false;
            _timer?.Dispose();
        }
    }

    private void OnTimer()
    {
        lock (_gate)
        {
            // It may have been on its way when the message ended, and the next one began.
            if (!_isRunning)
            {
                return;
            }

            _isRunning = false;
        }

        expired();
    }
}
