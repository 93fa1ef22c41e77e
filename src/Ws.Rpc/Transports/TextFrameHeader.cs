using System;
using System.Buffers.Binary;

namespace Ws.Rpc.Transports;

/// <summary>The header of a whole text message in one unmasked frame, as servers send them (RFC 6455 section 5.2).</summary>
internal static class TextFrameHeader
{
    public const int MaxLength = 10;

    private const byte FinalText = 0x81;
    private const byte SixteenBits = 126;
    private const byte SixtyFourBits = 127;

    /// <summary>Writes the header and returns its length: 2, 4 or 10 bytes.</summary>
    public static int Write(Span<byte> destination, int payloadLength)
    {
        destination[0] = FinalText;
        if (payloadLength < SixteenBits)
        {
            destination[1] = (byte)payloadLength;
            return 2;
        }

        if (payloadLength <= ushort.MaxValue)
        {
            destination[1] = SixteenBits;
            BinaryPrimitives.WriteUInt16BigEndian(destination[2..], (ushort)payloadLength);
            return 4;
        }

        destination[1] = SixtyFourBits;
        BinaryPrimitives.WriteInt64BigEndian(destination[2..], payloadLength);
        return MaxLength;
    }
}
