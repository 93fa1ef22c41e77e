using System;
using System.IO;
using System.Threading;

namespace Ws.Rpc.Transports;

/// <summary>
/// Stands for a connection while the framework checks the handshake, and cannot be read or written. Disposing it ends the
/// connection unless <see cref="Take"/> came first.
/// </summary>
internal sealed class WithheldStream(Stream inner) : Stream
{
    private Stream? _inner = inner;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Hands out the connection, which is the caller's from then on.</summary>
    /// <exception cref="ObjectDisposedException">It was disposed or handed out before.</exception>
    public Stream Take() =>
        Interlocked.Exchange(ref _inner, null) ?? throw new ObjectDisposedException(nameof(WithheldStream));

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Interlocked.Exchange(ref _inner, null)?.Dispose();
        }

        base.Dispose(disposing);
    }
}
