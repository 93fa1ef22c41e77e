using System;
using System.Buffers;
using System.IO;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.Transports;

/// <summary>
/// One end of a bounded two-way stream in memory. Disposing one end ends the reading and fails the writing of the other.
/// </summary>
internal sealed class InMemoryStream : Stream
{
    private readonly PipeReader _input;
    private readonly PipeWriter _output;

    // Guards _reading and _disposed, and calls of _output. A pipe must not be completed under a running call of its own side.
    private readonly Lock _gate = new();
    private bool _reading;
    private bool _disposed;

    private InMemoryStream(PipeReader input, PipeWriter output)
    {
        _input = input;
        _output = output;
    }

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public static (Stream First, Stream Second) CreatePair(int pendingBytes)
    {
        PipeOptions options = new(
            pauseWriterThreshold: pendingBytes, resumeWriterThreshold: pendingBytes / 2, useSynchronizationContext: false);
        Pipe there = new(options);
        Pipe back = new(options);
        return (new InMemoryStream(back.Reader, there.Writer), new InMemoryStream(there.Reader, back.Writer));
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ValueTask<ReadResult> reading;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _reading = true;
            reading = _input.ReadAsync(CancellationToken.None);
        }

        ReadResult result = await reading.ConfigureAwait(false);
        lock (_gate)
        {
            _reading = false;
            if (_disposed)
            {
                _input.Complete();
                throw new ObjectDisposedException(nameof(InMemoryStream));
            }

            int count = (int)Math.Min(buffer.Length, result.Buffer.Length);
            result.Buffer.Slice(0, count).CopyTo(buffer.Span);
            _input.AdvanceTo(result.Buffer.GetPosition(count));
            return count;
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ValueTask<FlushResult> writing;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            writing = _output.WriteAsync(buffer, CancellationToken.None);
        }

        FlushResult result = await writing.ConfigureAwait(false);
        if (result.IsCompleted || result.IsCanceled)
        {
            throw new IOException("The stream was closed.");
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

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
        lock (_gate)
        {
            if (disposing && !_disposed)
            {
                _disposed = true;
                _output.CancelPendingFlush();
                _output.Complete();
                if (_reading)
                {
                    _input.CancelPendingRead();
                }
                else
                {
                    _input.Complete();
                }
            }
        }

        base.Dispose(disposing);
    }
}
