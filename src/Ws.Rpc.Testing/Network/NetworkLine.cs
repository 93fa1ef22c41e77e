using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.Testing.Network;

/// <summary>What carries the bytes of one direction from its writer to its reader, of which there is one each.</summary>
internal sealed class NetworkLine
{
    private readonly Action<NetworkFault> _fail;
    private readonly ITimer _timer;

    // Guards all fields below.
    private readonly Lock _gate = new();
    private readonly SegmentQueue _queue;
    private readonly Signal _arrived = new();
    private readonly Signal _room = new();
    private bool _stalled;
    private bool _dropping;
    private bool _ended;
    private Exception? _writerError;
    private Exception? _readerError;

    public NetworkLine(TimeProvider time, int seed, Action<NetworkFault> fail)
    {
        _fail = fail;
        _queue = new SegmentQueue(time, seed);
        _timer = time.CreateTimer(
            static state => ((NetworkLine)state!).Arrive(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public T Get<T>(Func<SegmentQueue, T> get)
    {
        lock (_gate)
        {
            return get(_queue);
        }
    }

    public void Set(Action<SegmentQueue> set)
    {
        lock (_gate)
        {
            set(_queue);
        }
    }

    /// <summary>Keeps in mind what is to happen there; <see langword="false"/> if those bytes have been read already.</summary>
    public bool TryPlan(long position, NetworkFault fault)
    {
        lock (_gate)
        {
            if (position <= _queue.Delivered)
            {
                return false;
            }

            _queue.Plan(position, fault);
            return true;
        }
    }

    public void Stall()
    {
        lock (_gate)
        {
            _stalled = true;
        }
    }

    public void GoOn()
    {
        lock (_gate)
        {
            _stalled = false;
            _arrived.RaiseLocked();
        }
    }

    public void Drop()
    {
        lock (_gate)
        {
            DropLocked();
        }
    }

    public void End()
    {
        lock (_gate)
        {
            _ended = true;
            _arrived.RaiseLocked();
        }
    }

    /// <summary>Ends it at once, without what is under way.</summary>
    public void Cut(Exception forWriter, Exception? forReader)
    {
        lock (_gate)
        {
            _queue.Clear();
            _stalled = false;
            _dropping = false;
            _ended = true;
            _writerError ??= forWriter;
            _readerError ??= forReader;
            WakeLocked();
        }
    }

    /// <summary>Lets the writer alone find it broken.</summary>
    public void FailWriter(Exception error)
    {
        lock (_gate)
        {
            DropLocked();
            _writerError ??= error;
            WakeLocked();
        }
    }

    /// <summary>Lets the reader alone find it broken; what is written goes nowhere.</summary>
    public void FailReader(Exception error)
    {
        lock (_gate)
        {
            DropLocked();
            _readerError ??= error;
            WakeLocked();
        }
    }

    /// <summary>The writing side was disposed: what it sent arrives, and then the end.</summary>
    public void CloseWriter(Exception error)
    {
        lock (_gate)
        {
            _ended = true;
            _writerError ??= error;
            WakeLocked();
        }
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (!bytes.IsEmpty)
        {
            Task room;
            lock (_gate)
            {
                bytes = bytes[SendLocked(bytes.Span)..];
                room = bytes.IsEmpty ? Task.CompletedTask : _room.NextLocked();
            }

            await room.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task arrived;
            lock (_gate)
            {
                if (_readerError is not null)
                {
                    throw _readerError;
                }

                arrived = CanReceiveLocked() ? Task.CompletedTask : _arrived.NextLocked();
            }

            await arrived.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (TryReceive(buffer.Span, out int count, out NetworkFault? fault))
            {
                if (fault is not null)
                {
                    _fail(fault.Value);
                }

                return count;
            }
        }
    }

    private bool TryReceive(Span<byte> buffer, out int count, out NetworkFault? fault)
    {
        lock (_gate)
        {
            count = 0;
            fault = null;
            if (_readerError is not null || !CanReceiveLocked())
            {
                return false;
            }

            if (!_queue.IsEmpty && !buffer.IsEmpty)
            {
                count = _queue.Receive(buffer);
                fault = _queue.TakeFault();
                _room.RaiseLocked();
            }

            return true;
        }
    }

    private int SendLocked(ReadOnlySpan<byte> bytes)
    {
        if (_writerError is not null || _ended)
        {
            throw _writerError ?? new IOException("This direction of the connection was ended.");
        }

        if (_dropping)
        {
            _queue.Lose(bytes.Length);
            return bytes.Length;
        }

        int count = _queue.Send(bytes);
        _arrived.RaiseLocked();
        return count;
    }

    // Bytes, or the end behind the last of them.
    private bool CanReceiveLocked()
    {
        if (_stalled || _dropping || (_queue.IsEmpty && !_ended))
        {
            return false;
        }

        TimeSpan wait = _queue.UntilArrival();
        if (wait > TimeSpan.Zero)
        {
            _timer.Change(wait, Timeout.InfiniteTimeSpan);
            return false;
        }

        return true;
    }

    private void Arrive()
    {
        lock (_gate)
        {
            _arrived.RaiseLocked();
        }
    }

    private void DropLocked()
    {
        _dropping = true;
        _queue.Clear();
        _room.RaiseLocked();
    }

    private void WakeLocked()
    {
        _arrived.RaiseLocked();
        _room.RaiseLocked();
    }
}
