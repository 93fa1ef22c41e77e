using System;
using System.Buffers;
using System.Threading;

namespace Ws.Rpc.Transports;

/// <summary>Frames that wait to be written, in a pooled array that exists only while there are any. Not thread-safe.</summary>
internal sealed class SendBuffer(bool masks, ArrayPool<byte> pool)
{
    private const int SmallestArray = 4 * 1024;

    private byte[]? _bytes;
    private int _count;

    /// <summary>May be read by any thread.</summary>
    public int Count => Volatile.Read(ref _count);

    public void Append(FrameOpcode opcode, ReadOnlySpan<byte> payload) =>
        _count += FrameWriter.Write(Reserve(FrameWriter.MaxLength(payload.Length)), opcode, payload, masks);

    /// <summary>The beginning of a text frame that is not masked; the payload follows by other means.</summary>
    public void AppendTextHeader(int payloadLength) =>
        _count += FrameHeader.Write(Reserve(FrameHeader.MaxUnmaskedLength), FrameOpcode.Text, payloadLength);

    /// <summary>Hands out the array, which the caller returns, and begins anew; nothing where there is nothing.</summary>
    public byte[]? Take(out int count)
    {
        byte[]? bytes = _bytes;
        count = _count;
        (_bytes, _count) = (null, 0);
        return bytes;
    }

    public void Drop()
    {
        if (Take(out _) is { } bytes)
        {
            pool.Return(bytes);
        }
    }

    private Span<byte> Reserve(int length)
    {
        int needed = checked(_count + length);
        if (_bytes is null || needed > _bytes.Length)
        {
            int larger = (int)Math.Min(Math.Max(SmallestArray, _count * 2L), Array.MaxLength);
            byte[] array = pool.Rent(Math.Max(needed, larger));
            if (_bytes is not null)
            {
                _bytes.AsSpan(0, _count).CopyTo(array);
                pool.Return(_bytes);
            }

            _bytes = array;
        }

        return _bytes.AsSpan(_count);
    }
}
