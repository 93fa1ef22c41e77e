using System;
using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.Transports;

/// <summary>
/// The writing half of a <see cref="CollectingStream"/>: many frames, one write below. Whoever flushes takes what is pending and
/// writes until nothing is left, so that the stream below never sees two writes at once. Any thread may call any member.
/// </summary>
internal sealed class WriteCollector(Stream inner, ArrayPool<byte> pool) : IDisposable
{
    private const int SmallestBuffer = 4 * 1024;

    // From here on a copy costs more than a write of its own.
    private const int LargeWrite = 64 * 1024;

    // What pongs may pile up behind a flush that a peer does not read; then they wait, and with them the reading of more pings.
    private const int MaxBehindFlush = 16 * 1024;

    // Guards all fields below. An array that is being written below is in none of them: it belongs to the flusher.
    private readonly Lock _gate = new();
    private byte[]? _pending;
    private int _count;
    private bool _collecting;
    private bool _stopped;
    private bool _flushing;
    private TaskCompletionSource? _flushed;
    private Exception? _failure;

    public int PendingBytes => Volatile.Read(ref _count);

    /// <summary>
    /// From now on writes wait for the next <see cref="FlushAsync"/>, or for whatever else takes what is pending: nothing waits
    /// when <see cref="PendingBytes"/> is zero, so that a pong cannot be left behind.
    /// </summary>
    public void Collect()
    {
        lock (_gate)
        {
            _collecting = !_stopped;
        }
    }

    /// <summary>For good: from now on a write has completed only when it is out, and what was pending with it.</summary>
    public void StopCollecting()
    {
        lock (_gate)
        {
            _stopped = true;
            _collecting = false;
        }
    }

    /// <summary>
    /// Frames a text message and begins to collect. Refused once <see cref="StopCollecting"/> was called: a close frame follows
    /// that, and no message may follow a close frame.
    /// </summary>
    public ValueTask WriteTextAsync(ReadOnlyMemory<byte> message)
    {
        lock (_gate)
        {
            ThrowIfFailedLocked();
            if (_stopped)
            {
                throw new IOException("The connection is being closed.");
            }

            if (message.Length < LargeWrite)
            {
                _collecting = true;
                Span<byte> frame = ReserveLocked(FrameHeader.MaxUnmaskedLength + message.Length);
                int header = FrameHeader.Write(frame, FrameOpcode.Text, message.Length);
                message.Span.CopyTo(frame[header..]);
                _count += header + message.Length;
                return ValueTask.CompletedTask;
            }
        }

        return DrainAsync(message, isMessage: true);
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> frame)
    {
        lock (_gate)
        {
            ThrowIfFailedLocked();
            if (frame.Length < LargeWrite)
            {
                frame.Span.CopyTo(ReserveLocked(frame.Length));
                _count += frame.Length;
                if (_collecting || (_flushing && !_stopped && _count <= MaxBehindFlush))
                {
                    return ValueTask.CompletedTask;
                }

                frame = default;
            }
        }

        return DrainAsync(frame, isMessage: false);
    }

    /// <summary>
    /// Ends the collecting and waits until all that was pending is written, by this call or by one that is at it.
    /// </summary>
    public ValueTask FlushAsync()
    {
        lock (_gate)
        {
            _collecting = false;
            ThrowIfFailedLocked();
            if (_pending is null && !_flushing)
            {
                return ValueTask.CompletedTask;
            }
        }

        return DrainAsync(default, isMessage: false);
    }

    public void Dispose() => Fail(new ObjectDisposedException(nameof(CollectingStream)), asFlusher: false);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask DrainAsync(ReadOnlyMemory<byte> large, bool isMessage)
    {
        while (!TryStartFlush(out Task? running))
        {
            await running.ConfigureAwait(false);
        }

        try
        {
            do
            {
                int header = isMessage ? large.Length : 0;
                while (TryTake(header, out byte[]? bytes, out int count))
                {
                    await WriteOutAsync(bytes, count).ConfigureAwait(false);
                    if (header > 0)
                    {
                        // Nothing may come between a header and its payload.
                        break;
                    }
                }

                if (!large.IsEmpty)
                {
                    await inner.WriteAsync(large).ConfigureAwait(false);
                    large = default;
                }

                await inner.FlushAsync().ConfigureAwait(false);
            }
            while (!TryEndFlush());
        }
        catch (Exception e)
        {
            Fail(e, asFlusher: true);
            throw;
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask WriteOutAsync(byte[] bytes, int count)
    {
        try
        {
            await inner.WriteAsync(bytes.AsMemory(0, count)).ConfigureAwait(false);
        }
        finally
        {
            pool.Return(bytes);
        }
    }

    private bool TryStartFlush([NotNullWhen(false)] out Task? running)
    {
        lock (_gate)
        {
            ThrowIfFailedLocked();
            running = null;
            if (_flushing)
            {
                _flushed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                running = _flushed.Task;
                return false;
            }

            _flushing = true;
            return true;
        }
    }

    /// <summary>Takes what is pending, and behind it the header of a text message of so many bytes, if any.</summary>
    private bool TryTake(int textLength, [NotNullWhen(true)] out byte[]? bytes, out int count)
    {
        lock (_gate)
        {
            ThrowIfFailedLocked();
            if (textLength > 0)
            {
                _count += FrameHeader.Write(ReserveLocked(FrameHeader.MaxUnmaskedLength), FrameOpcode.Text, textLength);
            }

            (bytes, count) = (_pending, _count);
            (_pending, _count) = (null, 0);
            _collecting = false;
            return bytes is not null;
        }
    }

    private bool TryEndFlush()
    {
        TaskCompletionSource? flushed;
        lock (_gate)
        {
            if (_pending is not null)
            {
                return false;
            }

            _flushing = false;
            (flushed, _flushed) = (_flushed, null);
        }

        flushed?.SetResult();
        return true;
    }

    private void Fail(Exception failure, bool asFlusher)
    {
        TaskCompletionSource? flushed;
        lock (_gate)
        {
            _failure ??= failure;
            _flushing &= !asFlusher;
            if (_pending is not null)
            {
                pool.Return(_pending);
            }

            (_pending, _count) = (null, 0);
            (flushed, _flushed) = (_flushed, null);
        }

        flushed?.SetResult();
    }

    private void ThrowIfFailedLocked()
    {
        if (_failure is not null)
        {
            throw new IOException("An earlier write failed, or the stream was disposed.", _failure);
        }
    }

    /// <summary>Room for so many bytes more; what is used of it is added to <c>_count</c>.</summary>
    private Span<byte> ReserveLocked(int length)
    {
        int needed = _count + length;
        if (_pending is null || needed > _pending.Length)
        {
            byte[] larger = pool.Rent(Math.Max(needed, Math.Max(SmallestBuffer, _count * 2)));
            if (_pending is not null)
            {
                _pending.AsSpan(0, _count).CopyTo(larger);
                pool.Return(_pending);
            }

            _pending = larger;
        }

        return _pending.AsSpan(_count);
    }
}
