using System;
using System.Buffers;
using System.IO;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.Transports;

/// <summary>
/// The reading half of a <see cref="CollectingStream"/>: one large read below serves many small ones above, and nothing is held
/// while there is nothing to read. One reader at a time; <see cref="Dispose"/> at any time.
/// </summary>
internal sealed class ReadAhead(Stream inner, ArrayPool<byte> pool) : IDisposable
{
    private const int BufferLength = 16 * 1024;

    // Not without end: another stream may never complete at once.
    private const int MaxWaits = 3;

    // Guards _buffer, _start, _end and _disposed. A buffer that a read below is filling is in none of them: it belongs to the
    // method that waits for it.
    private readonly Lock _gate = new();
    private byte[]? _buffer;
    private int _start;
    private int _end;
    private bool _disposed;

    // Of the reader alone: a read of nothing has completed and nothing has been read since.
    private bool _inputWaits;

    public int BufferedBytes
    {
        get
        {
            lock (_gate)
            {
                return _end - _start;
            }
        }
    }

    public ValueTask<int> ReadAsync(Memory<byte> destination)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_start < _end)
            {
                return ValueTask.FromResult(TakeLocked(destination.Span));
            }
        }

        return ReadBelowAsync(destination);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            ReturnLocked();
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> ReadBelowAsync(Memory<byte> destination)
    {
        bool straight = destination.Length >= BufferLength;
        if (!straight && !_inputWaits)
        {
            await WaitForInputAsync().ConfigureAwait(false);
            _inputWaits = true;
        }

        if (destination.IsEmpty)
        {
            return 0;
        }

        _inputWaits = false;
        return straight
            ? await inner.ReadAsync(destination).ConfigureAwait(false)
            : await FillAsync(destination).ConfigureAwait(false);
    }

    // A socket on Unix ends a waiting read of nothing at any event, even one for input that was read meanwhile (3 in 100 measured
    // on a busy one). One that completes at once has looked; so ask again, or the buffer would be rented for nothing and held
    // while idle. An event between the call and the question still deceives, rarely enough to cost bytes on average.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask WaitForInputAsync()
    {
        bool looked = false;
        for (int i = 0; i < MaxWaits && !looked; i++)
        {
            ValueTask<int> waiting = inner.ReadAsync(Memory<byte>.Empty);
            looked = waiting.IsCompleted;
            await waiting.ConfigureAwait(false);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> FillAsync(Memory<byte> destination)
    {
        byte[] buffer = pool.Rent(BufferLength);
        bool kept = false;
        try
        {
            int count = await inner.ReadAsync(buffer).ConfigureAwait(false);
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                kept = true;
                (_buffer, _start, _end) = (buffer, 0, count);
                return TakeLocked(destination.Span);
            }
        }
        finally
        {
            if (!kept)
            {
                pool.Return(buffer);
            }
        }
    }

    private int TakeLocked(Span<byte> destination)
    {
        int count = Math.Min(destination.Length, _end - _start);
        _buffer.AsSpan(_start, count).CopyTo(destination);
        _start += count;
        if (_start == _end)
        {
            ReturnLocked();
        }

        return count;
    }

    private void ReturnLocked()
    {
        if (_buffer is not null)
        {
            pool.Return(_buffer);
        }

        (_buffer, _start, _end) = (null, 0, 0);
    }
}
