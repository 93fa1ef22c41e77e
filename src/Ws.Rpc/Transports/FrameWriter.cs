using System;

namespace Ws.Rpc.Transports;

/// <summary>Writes whole frames: a client's are masked, a server's are not (RFC 6455 section 5.1).</summary>
internal static class FrameWriter
{
    /// <summary>How many bytes the frame takes at most.</summary>
    public static int MaxLength(int payloadLength) => checked(FrameHeader.MaxLength + payloadLength);

    /// <summary>Writes header and payload; returns the length of both.</summary>
    public static int Write(Span<byte> destination, FrameOpcode opcode, ReadOnlySpan<byte> payload, bool masked)
    {
        int header;
        if (masked)
        {
            uint key = MaskKeys.Next();
            header = FrameHeader.WriteMasked(destination, opcode, payload.Length, key);
            FrameMask.Apply(payload, destination[header..], key);
        }
        else
        {
            header = FrameHeader.Write(destination, opcode, payload.Length);
            payload.CopyTo(destination[header..]);
        }

        return header + payload.Length;
    }
}
