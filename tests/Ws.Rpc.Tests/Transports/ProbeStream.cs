using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.Tests.Transports;

/// <summary>Passes through, counts writes, can hold them up or fail them, notices two at once, and can wake a reader for nothing.</summary>
internal sealed class ProbeStream(Stream inner) : Stream
{
    private int _writing;
    private int _writes;
    private int _disposals;
    private volatile TaskCompletionSource? _barrier;
    private volatile Exception? _writeFailure;
    private volatile Task<int>? _falseAlarm;

    public int Writes => Volatile.Read(ref _writes);

    public int Disposals => Volatile.Read(ref _disposals);

    public bool WritesOverlapped { get; private set; }

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The next read of nothing ends with this, as a socket's sometimes does, whether or not there is input.</summary>
    public void WakeNextReadBy(Task<int> alarm) => _falseAlarm = alarm;

    public void HoldWrites() => _barrier = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void LetWritesGo()
    {
        TaskCompletionSource? barrier = _barrier;
        _barrier = null;
        barrier?.SetResult();
    }

    public void FailWrites(Exception failure) => _writeFailure = failure;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty && _falseAlarm is { } alarm)
        {
            _falseAlarm = null;
            return new ValueTask<int>(alarm);
        }

        return inner.ReadAsync(buffer, cancellationToken);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        WritesOverlapped |= Interlocked.Increment(ref _writing) > 1;
        Interlocked.Increment(ref _writes);
        if (_barrier is null && _writeFailure is null)
        {
            ValueTask write = inner.WriteAsync(buffer, cancellationToken);
            if (write.IsCompletedSuccessfully)
            {
                Interlocked.Decrement(ref _writing);
                return write;
            }

            return EndAsync(write);
        }

        return WriteLaterAsync(buffer);
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        Interlocked.Increment(ref _disposals);
        inner.Dispose();
        base.Dispose(disposing);
    }

    private async ValueTask WriteLaterAsync(ReadOnlyMemory<byte> buffer)
    {
        if (_barrier is { } barrier)
        {
            await barrier.Task;
        }

        if (_writeFailure is { } failure)
        {
            Interlocked.Decrement(ref _writing);
            throw failure;
        }

        await EndAsync(inner.WriteAsync(buffer));
    }

    private async ValueTask EndAsync(ValueTask write)
    {
        await write;
        Interlocked.Decrement(ref _writing);
    }
}
