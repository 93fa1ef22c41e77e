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
    // From here on a copy costs more than a write of its own; masking takes the copy in any case.
    private const int LargeMessage = 64 * 1024;

    // Guards all fields below. An array that is being written is in none of them: it belongs to the flusher.
    private readonly Lock _gate = new();
    private readonly SendBuffer _pending = new(masks, pool);
    private readonly LatePong _latePong = new();
    private readonly PostedSends _posted = new(failed);
    private bool _closed;
    private bool _flushing;
    private TaskCompletionSource? _flushed;
    private Exception? _failure;

    public int PendingBytes => _pending.Count;

    /// <summary>The sending that control frames began.</summary>
    public Task Posted => _posted.All;

    /// <summary>Puts a message into the buffer, or sends a large one with what is there already.</summary>
    /// <exception cref="IOException">Sending has failed or a close frame was written.</exception>
    public ValueTask WriteTextAsync(ReadOnlyMemory<byte> message)
    {
        lock (_gate)
        {
            ThrowIfOverLocked();
            if (masks || message.Length < LargeMessage)
            {
                _pending.Append(FrameOpcode.Text, message.Span);
                return ValueTask.CompletedTask;
            }
        }

        return DrainAsync(message);
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

        return DrainAsync(default);
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

        return DrainAsync(default);
    }

    /// <summary>
    /// Sends a pong without waiting for it, and later if one is on its way or behind messages that wait for a flush: a flood of
    /// pings holds up no reading.
    /// </summary>
    public void PostPong(ReadOnlySpan<byte> payload)
    {
        lock (_gate)
        {
            bool begins = !_closed && _failure is null && _latePong.TryBegin(payload, _flushing);
            if (!begins || !AppendControlLocked(FrameOpcode.Pong, payload))
            {
                return;
            }
        }

        _posted.Add(DrainAsync(default));
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

        _posted.Add(DrainAsync(default));
    }

    /// <summary>Nothing more is sent.</summary>
    public void End() => Fail(new ObjectDisposedException(nameof(FrameTransport)), asFlusher: false);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask DrainAsync(ReadOnlyMemory<byte> large)
    {
        byte[]? first;
        int firstCount;
        while (!TryStartFlush(large.Length, out first, out firstCount, out Task? running))
        {
            await running.ConfigureAwait(false);
        }

        try
        {
            if (first is not null)
            {
                // Nothing may come between a header and its payload.
                await WriteOutAsync(first, firstCount).ConfigureAwait(false);
                await stream.WriteAsync(large).ConfigureAwait(false);
            }

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

    /// <summary>The turn of this caller, if nobody is at it, and what goes before a large text, if there is one.</summary>
    private bool TryStartFlush(
        int textLength, out byte[]? bytes, out int count, [NotNullWhen(false)] out Task? running)
    {
        (bytes, count, running) = (null, 0, null);
        lock (_gate)
        {
            ThrowIfFailedLocked();
            if (_flushing)
            {
                _flushed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                running = _flushed.Task;
                return false;
            }

            if (textLength > 0)
            {
                ThrowIfOverLocked();
                _pending.AppendTextHeader(textLength);
                bytes = _pending.Take(out count);
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
            _latePong.MoveTo(_pending, _closed);
            bytes = _pending.Take(out count);
            return bytes is not null;
        }
    }

    private bool TryEndFlush()
    {
        TaskCompletionSource? flushed;
        lock (_gate)
        {
            if (_pending.Count > 0 || _latePong.IsThere)
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
            _latePong.Drop();
            (flushed, _flushed) = (_flushed, null);
        }

        flushed?.SetResult();
    }

    private void ThrowIfOverLocked()
    {
        ThrowIfFailedLocked();
        if (_closed)
        {
            throw new IOException("The connection is being closed.");
        }
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
