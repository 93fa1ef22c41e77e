using System;
using System.Text;
using System.Text.Unicode;

namespace Ws.Rpc.Transports;

/// <summary>What a close frame may carry (RFC 6455 sections 5.5.1 and 7.4).</summary>
internal static class CloseFrame
{
    private const int MaxReasonBytes = 123;

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
}
