using System;
using System.Buffers;
using System.Threading;

namespace Ws.Rpc.Wire;

/// <summary>
/// The bytes of one outgoing message: written once, then shared by every queue that holds it and given back to the pool by the
/// last <see cref="Release"/>. Writing is for one thread; <see cref="Retain"/> and <see cref="Release"/> are for any.
/// </summary>
internal sealed class MessageBuffer : IBufferWriter<byte>
{
    // A session that may be resumed keeps its last message until it is acknowledged, which in silence takes long. Buffers grow,
    // and stay so in the pool.
    private const int InitialLength = 256;
    private const int LargestKeptLength = 8 * 1024;

    private byte[] _bytes = new byte[InitialLength];
    private int _length;
    private int _references;

    public int Length => _length;

    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, _length);

    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, _length);

    /// <summary>An empty buffer with one reference, the caller's.</summary>
    public static MessageBuffer Rent()
    {
        MessageBuffer buffer = MessageBufferPool.Take();
        buffer._references = 1;
        return buffer;
    }

    public void Retain() => Interlocked.Increment(ref _references);

    public void Release()
    {
        int left = Interlocked.Decrement(ref _references);
        if (left > 0)
        {
            return;
        }

        ObjectDisposedException.ThrowIf(left < 0, this);
        Return();
    }

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)(_bytes.Length - _length));
        _length += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        EnsureFree(sizeHint);
        return _bytes.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        EnsureFree(sizeHint);
        return _bytes.AsSpan(_length);
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        EnsureFree(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }

    public void Write(byte value)
    {
        EnsureFree(1);
        _bytes[_length++] = value;
    }

    /// <summary>
    /// Takes back what was written behind <paramref name="length"/>, for example a result that could not be finished.
    /// </summary>
    public void Truncate(int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)length, (uint)_length);
        _length = length;
    }

    /// <summary>Exchanges the bytes of two messages that nobody reads or writes meanwhile.</summary>
    public void SwapContent(MessageBuffer other)
    {
        (_bytes, other._bytes) = (other._bytes, _bytes);
        (_length, other._length) = (other._length, _length);
    }

    private void EnsureFree(int count)
    {
        int free = _bytes.Length - _length;
        if (free < count || free == 0)
        {
            Grow(Math.Max(count, 1));
        }
    }

    private void Grow(int count)
    {
        int needed = checked(_length + count);
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, _bytes.Length * 2));
        _bytes.AsSpan(0, _length).CopyTo(larger);
        GiveBack(_bytes);
        _bytes = larger;
    }

    // The first array is the buffer's own; only what came from the shared pool goes back there.
    private static void GiveBack(byte[] bytes)
    {
        if (bytes.Length > InitialLength)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private void Return()
    {
        if (_bytes.Length > LargestKeptLength)
        {
            GiveBack(_bytes);
            _bytes = new byte[InitialLength];
        }

        _length = 0;
        MessageBufferPool.Give(this);
    }
}
