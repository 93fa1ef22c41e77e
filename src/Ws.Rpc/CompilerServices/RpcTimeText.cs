using System;
using System.Buffers.Text;

namespace Ws.Rpc.CompilerServices;

/// <summary>Writes times in ISO 8601-1 with as many digits of a second as the value has, as System.Text.Json does.</summary>
internal static class RpcTimeText
{
    private const int LongestText = 33;
    private const int FractionStart = 19;
    private const int FractionEnd = 27;

    public static void Write(RpcWriter writer, DateTime value)
    {
        Span<byte> text = stackalloc byte[LongestText];
        Utf8Formatter.TryFormat(value, text, out int written, 'O');
        Write(writer, text[..written]);
    }

    public static void Write(RpcWriter writer, DateTimeOffset value)
    {
        Span<byte> text = stackalloc byte[LongestText];
        Utf8Formatter.TryFormat(value, text, out int written, 'O');
        Write(writer, text[..written]);
    }

    // 2026-01-31T12:34:56.7890000Z: the zeros at the fraction's end go, and the point with the last of them.
    private static void Write(RpcWriter writer, ReadOnlySpan<byte> text)
    {
        int kept = text[..FractionEnd].TrimEnd((byte)'0').Length;
        kept = kept == FractionStart + 1 ? FractionStart : kept;
        ReadOnlySpan<byte> zone = text[FractionEnd..];
        Span<byte> span = writer.GetSpan(LongestText + 2);
        span[0] = (byte)'"';
        text[..kept].CopyTo(span[1..]);
        zone.CopyTo(span[(kept + 1)..]);
        span[kept + zone.Length + 1] = (byte)'"';
        writer.Advance(kept + zone.Length + 2);
    }
}
