using System;
using System.Buffers.Binary;

namespace Ws.Rpc.Transports;

/// <summary>The header of a frame, as it is on the wire (RFC 6455 section 5.2).</summary>
/// <param name="First">The first byte: FIN, reserved bits, opcode.</param>
/// <param name="Masked">Whether a key follows the length.</param>
/// <param name="MaskKey">The key, its bytes in the order of the wire.</param>
/// <param name="PayloadLength">Negative where all 64 bits of the length are used.</param>
/// <param name="ShortestForm">Whether the length is written in as few bytes as it can be.</param>
/// <param name="Length">Of the header itself.</param>
internal readonly record struct FrameHeader(
    byte First, bool Masked, uint MaskKey, long PayloadLength, bool ShortestForm, int Length)
{
    public const int MaxLength = 14;
    public const int MaxUnmaskedLength = 10;
    public const int MaxControlPayload = 125;
    public const int MaskLength = 4;

    private const byte FinalBit = 0x80;
    private const byte MaskedBit = 0x80;
    private const byte SixteenBits = 126;
    private const byte SixtyFourBits = 127;

    public bool IsFinal => (First & FinalBit) != 0;

    public bool HasReservedBits => (First & 0x70) != 0;

    public bool IsControl => (First & 0x08) != 0;

    public FrameOpcode Opcode => (FrameOpcode)(First & 0x0F);

    /// <summary>
    /// Reads the header that the bytes begin with; <c>false</c> where it is not there as a whole, with the key if one is due.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, bool maskIsDue, out FrameHeader header)
    {
        header = default;
        if (bytes.Length < 2)
        {
            return false;
        }

        bool masked = (bytes[1] & MaskedBit) != 0;
        long payload = bytes[1] & ~MaskedBit;
        int start = payload switch { SixteenBits => 4, SixtyFourBits => 10, _ => 2 };
        if (bytes.Length < start + (maskIsDue ? MaskLength : 0))
        {
            return false;
        }

        bool shortest = true;
        if (start > 2)
        {
            payload = start == 4
                ? BinaryPrimitives.ReadUInt16BigEndian(bytes[2..])
                : BinaryPrimitives.ReadInt64BigEndian(bytes[2..]);
            shortest = payload is < 0 or > ushort.MaxValue || (start == 4 && payload >= SixteenBits);
        }

        uint key = masked && maskIsDue ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[start..]) : 0;
        header = new FrameHeader(bytes[0], masked, key, payload, shortest, start + (masked ? MaskLength : 0));
        return true;
    }

    /// <summary>Writes the header of a whole message or control frame in one unmasked frame; 2, 4 or 10 bytes.</summary>
    public static int Write(Span<byte> destination, FrameOpcode opcode, int payloadLength)
    {
        destination[0] = (byte)(FinalBit | (byte)opcode);
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
        return MaxUnmaskedLength;
    }

    /// <summary>The same for a frame whose payload is masked: 4 bytes more.</summary>
    public static int WriteMasked(Span<byte> destination, FrameOpcode opcode, int payloadLength, uint maskKey)
    {
        int length = Write(destination, opcode, payloadLength);
        destination[1] |= MaskedBit;
        BinaryPrimitives.WriteUInt32LittleEndian(destination[length..], maskKey);
        return length + MaskLength;
    }
}
