using System;
using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace Ws.Rpc.Transports;

/// <summary>What a close frame may carry (RFC 6455 sections 5.5.1 and 7.4).</summary>
internal static class CloseFrame
{
    private const int CodeLength = 2;
    private const int MaxReasonBytes = FrameHeader.MaxControlPayload - CodeLength;

    public static void ThrowIfNotSendable(int code)
    {
        if (code is < 1000 or > 4999 or 1004 or 1005 or 1006 or 1015)
        {
            throw new ArgumentOutOfRangeException(nameof(code), code, "This close code may not be sent.");
        }
    }

    /// <summary>Cuts a reason to what fits, never inside a character; a lone surrogate becomes U+FFFD.</summary>
    public static string CutReason(string reason)
    {
        Span<byte> bytes = stackalloc byte[MaxReasonBytes];
        Utf8.FromUtf16(reason, bytes, out _, out int written);
        return Encoding.UTF8.GetString(bytes[..written]);
    }

    /// <summary>Writes the payload; returns its length.</summary>
    public static int Write(Span<byte> destination, int code, string reason)
    {
        BinaryPrimitives.WriteUInt16BigEndian(destination, (ushort)code);
        Utf8.FromUtf16(reason, destination.Slice(CodeLength, MaxReasonBytes), out _, out int written);
        return CodeLength + written;
    }

    /// <summary>Reads the payload of a peer's; none says as much as 1000 does. Nothing is returned when it is good.</summary>
    public static FrameBreach? TryRead(ReadOnlySpan<byte> payload, out int code, out string reason)
    {
        (code, reason) = (1000, string.Empty);
        if (payload.IsEmpty)
        {
            return null;
        }

        if (payload.Length < CodeLength || !IsReceivable(code = BinaryPrimitives.ReadUInt16BigEndian(payload)))
        {
            return FrameBreach.BadClose;
        }

        if (!Utf8.IsValid(payload[CodeLength..]))
        {
            return FrameBreach.BadCloseReason;
        }

        reason = Encoding.UTF8.GetString(payload[CodeLength..]);
        return null;
    }

    // 1012 to 1014 came after RFC 6455; the registry has them, and gateways send them.
    private static bool IsReceivable(int code) =>
        code is (>= 1000 and <= 1014 and not (1004 or 1005 or 1006)) or (>= 3000 and <= 4999);
}
