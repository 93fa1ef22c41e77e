using System;
using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.Transports;

/// <summary>
/// Messages and control frames into one send buffer, and that into the stream: whoever flushes takes what is pending and writes
/// until nothing is left, so that the stream never sees two writes at once. Any thread may call any member.
/// </summary>
/// <param name="stream">Where the frames go.</param>
/// <param name="masks">Whether this is a client.</param>
/// <param name="pool">For the send buffer, which exists only while something is in it.</param>
/// <param name="failed">Told of a failure that no caller waits for.</param>
internal sealed class FrameSender(Stream stream, bool masks, ArrayPool<byte> pool, Action<Exception> failed)
{
    // Guards all fields below. An array that is being written is in none of them: it belongs to the flusher.
    private readonly Lock _gate = new();
    private readonly SendBuffer _pending = new(masks, pool);
    private bool _closed;
    private bool _flushing;
    private TaskCompletionSource? _flushed;
    private Exception? _failure;
    private bool _pongPending;
    private byte[]? _laterPong;
    private int _laterPongLength = -1;
    private Task _posted = Task.CompletedTask;

    public int PendingBytes => _pending.Count;

    /// <summary>The sending that control frames began.</summary>
    public Task Posted
    {
        get
        {
            lock (_gate)
            {
                return _posted;
            }
        }
    }

    /// <summary>Puts a message into the buffer.</summary>
    /// <exception cref="IOException">Sending has failed or a close frame was written.</exception>
    public void WriteText(ReadOnlySpan<byte> message)
    {
        lock (_gate)
        {
            ThrowIfFailedLocked();
            if (_closed)
            {
                throw new IOException("The connection is being closed.");
            }

            _pending.Append(FrameOpcode.Text, message);
        }
    }

    /// <summary>Waits until all that was pending is written, by this call or by one that is at it.</summary>
    public ValueTask FlushAsync()
    {
        lock (_gate)
        {
            ThrowIfFailedLocked();
            if (_pending.Count == 0 && !_flushing)
            {
                return ValueTask.CompletedTask;
            }
        }

        return DrainAsync();
    }

    /// <summary>Sends what is pending and a close frame, the last of all frames; a second one only waits.</summary>
    public ValueTask SendCloseAsync(int code, string reason)
    {
        Span<byte> payload = stackalloc byte[FrameHeader.MaxControlPayload];
        int length = CloseFrame.Write(payload, code, reason);
        lock (_gate)
        {
            ThrowIfFailedLocked();
            if (!_closed)
            {
                _pending.Append(FrameOpcode.Close, payload[..length]);
                _closed = true;
            }
        }

        return DrainAsync();
    }

    /// <summary>
    /// Sends a pong without waiting for it. While one is on its way or behind messages that wait for a flush, only the newest of
    /// those that follow is kept (RFC 6455 section 5.5.3), so that a flood of pings costs no memory and holds up no reading.
    /// </summary>
    public void PostPong(ReadOnlySpan<byte> payload)
    {
        lock (_gate)
        {
            if (_closed || _failure is not null)
            {
                return;
            }

            if (_pongPending || _flushing)
            {
                _laterPong ??= new byte[FrameHeader.MaxControlPayload];
                payload.CopyTo(_laterPong);
                _laterPongLength = payload.Length;
                return;
            }

            _pongPending = true;
            if (!AppendControlLocked(FrameOpcode.Pong, payload))
            {
                return;
            }
        }

        Post();
    }

    /// <summary>Sends a ping without waiting for it.</summary>
    public void PostPing(ReadOnlySpan<byte> payload)
    {
        lock (_gate)
        {
            if (_closed || _failure is not null || !AppendControlLocked(FrameOpcode.Ping, payload))
            {
                return;
            }
        }

        Post();
    }

    /// <summary>Nothing more is sent.</summary>
    public void End() => Fail(new ObjectDisposedException(nameof(FrameTransport)), asFlusher: false);

    private void Post()
    {
        ValueTask sending = DrainAsync();
        if (sending.IsCompletedSuccessfully)
        {
            return;
        }

        Task posted = ObserveAsync(sending);
        lock (_gate)
        {
            _posted = _posted.IsCompleted ? posted : Task.WhenAll(_posted, posted);
        }
    }

    private async Task ObserveAsync(ValueTask sending)
    {
        try
        {
            await sending.ConfigureAwait(false);
        }
        catch (Exception e) when (SocketFailure.IsExpected(e))
        {
            failed(e);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask DrainAsync()
    {
        while (!TryStartFlush(out Task? running))
        {
            await running.ConfigureAwait(false);
        }

        try
        {
            do
            {
                while (TryTake(out byte[]? bytes, out int count))
                {
                    await WriteOutAsync(bytes, count).ConfigureAwait(false);
                }

                await stream.FlushAsync().ConfigureAwait(false);
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
            await stream.WriteAsync(bytes.AsMemory(0, count)).ConfigureAwait(false);
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

    private bool TryTake([NotNullWhen(true)] out byte[]? bytes, out int count)
    {
        lock (_gate)
        {
            ThrowIfFailedLocked();
            if (_laterPongLength >= 0 && !_closed)
            {
                _pending.Append(FrameOpcode.Pong, _laterPong.AsSpan(0, _laterPongLength));
            }

            bytes = _pending.Take(out count);
            (_pongPending, _laterPongLength) = (false, -1);
            return bytes is not null;
        }
    }

    private bool TryEndFlush()
    {
        TaskCompletionSource? flushed;
        lock (_gate)
        {
            if (_pending.Count > 0 || _laterPongLength >= 0)
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
            _pending.Drop();
            _laterPongLength = -1;
            (flushed, _flushed) = (_flushed, null);
        }

        flushed?.SetResult();
    }

    private void ThrowIfFailedLocked()
    {
        if (_failure is not null)
        {
            throw new IOException("An earlier write failed, or the connection is over.", _failure);
        }
    }

    /// <summary>Whether there is nobody else who will flush.</summary>
    private bool AppendControlLocked(FrameOpcode opcode, ReadOnlySpan<byte> payload)
    {
        bool first = _pending.Count == 0 && !_flushing;
        _pending.Append(opcode, payload);
        return first;
    }
}
