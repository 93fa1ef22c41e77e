using System;
using System.Buffers.Binary;

namespace Ws.Rpc.Benchmarks.Broadcast;

/// <summary>Counts messages in the bytes of a server's frames, however they are cut: marks in payloads, and nothing in headers.</summary>
internal sealed class FrameCounter
{
    private const int ShortHeader = 2;
    private const int LongestHeader = 10;

    private readonly byte[] _header = new byte[LongestHeader];
    private int _headerBytes;
    private long _payloadLeft;

    public int Count(ReadOnlySpan<byte> bytes)
    {
        int messages = 0;
        while (!bytes.IsEmpty)
        {
            if (_payloadLeft == 0)
            {
                bytes = bytes[ReadHeader(bytes)..];
                continue;
            }

            ReadOnlySpan<byte> payload = bytes[..(int)Math.Min(bytes.Length, _payloadLeft)];
            messages += payload.Count(BroadcastText.Mark);
            _payloadLeft -= payload.Length;
            bytes = bytes[payload.Length..];
        }

        return messages;
    }

    private int ReadHeader(ReadOnlySpan<byte> bytes)
    {
        int read = 0;
        while (read < bytes.Length)
        {
            _header[_headerBytes++] = bytes[read++];
            if (_headerBytes >= ShortHeader && _headerBytes == HeaderLength(_header[1]))
            {
                _payloadLeft = PayloadLength();
                _headerBytes = 0;
                break;
            }
        }

        return read;
    }

    private static int HeaderLength(byte length) => length switch { 127 => 10, 126 => 4, _ => 2 };

    private long PayloadLength() => _header[1] switch
    {
        127 => BinaryPrimitives.ReadInt64BigEndian(_header.AsSpan(2)),
        126 => BinaryPrimitives.ReadUInt16BigEndian(_header.AsSpan(2)),
        byte length => length,
    };
}
