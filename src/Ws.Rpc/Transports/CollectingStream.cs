using System;
using System.Buffers;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.Transports;

/// <summary>
/// Stands between a <see cref="System.Net.WebSockets.WebSocket"/> and the network: gathers the frames that the socket writes one
/// by one into one write, and serves its small reads from one large one. The socket's own frames (pings, pongs, close) need no
/// flush.
/// </summary>
internal sealed class CollectingStream : Stream
{
    private readonly Stream _inner;
    private readonly ReadAhead _reads;
    private readonly WriteCollector _writes;
    private int _disposed;

    public CollectingStream(Stream inner, ArrayPool<byte>? pool = null)
    {
        pool ??= ArrayPool<byte>.Shared;
        _inner = inner;
        _reads = new ReadAhead(inner, pool);
        _writes = new WriteCollector(inner, pool);
    }

    /// <summary>Input that can be read without waiting.</summary>
    public int BufferedBytes => _reads.BufferedBytes;

    /// <summary>Output that no flush has taken.</summary>
    public int UnflushedBytes => _writes.PendingBytes;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>From now on writes only fill the buffer, until <see cref="FlushCollectedAsync"/>.</summary>
    public void BeginCollect() => _writes.Collect();

    /// <summary>
    /// Collects a whole text message in a frame of our own, between those that the socket writes: only for a server, whose frames
    /// are not masked, and only where no extension was agreed on.
    /// </summary>
    public ValueTask WriteTextAsync(ReadOnlyMemory<byte> message) => _writes.WriteTextAsync(message);

    /// <summary>
    /// Writes what was collected. Errors of the stream below surface here, and each later write fails with them.
    /// </summary>
    public ValueTask FlushCollectedAsync() => _writes.FlushAsync();

    /// <summary>Makes each write, from now on and for good, go out at once, behind what is still collected.</summary>
    public void StopCollecting() => _writes.StopCollecting();

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _reads.ReadAsync(buffer);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        _reads.ReadAsync(buffer.AsMemory(offset, count)).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        _writes.WriteAsync(buffer);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        _writes.WriteAsync(buffer.AsMemory(offset, count)).AsTask();

    /// <summary>Does nothing: the WebSocket flushes after each frame, and that is what this stream is there to undo.</summary>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _writes.Dispose();
            _reads.Dispose();
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
