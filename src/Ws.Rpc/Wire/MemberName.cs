using System;
using System.Text.Json;

namespace Ws.Rpc.Wire;

/// <summary>Recognizes member names, escaped or not, without a string and without an exception.</summary>
internal static class MemberName
{
    private const int LongestKnown = 11;
    private const int LongestEscape = 6;

    public static EnvelopeMembers Find(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            return Find(reader.ValueSpan);
        }

        Span<byte> name = stackalloc byte[LongestKnown * LongestEscape];
        return TryUnescape(ref reader, name, out int length) ? Find(name[..length]) : EnvelopeMembers.None;
    }

    public static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> expected)
    {
        if (!reader.ValueIsEscaped)
        {
            return reader.ValueSpan.SequenceEqual(expected);
        }

        Span<byte> name = stackalloc byte[LongestKnown * LongestEscape];
        return TryUnescape(ref reader, name, out int length) && name[..length].SequenceEqual(expected);
    }

    /// <summary>
    /// Unescapes the string the reader stands on, if it is valid Unicode and its escaped form fits into
    /// <paramref name="destination"/>. The reader itself accepts lone surrogates and throws only here.
    /// </summary>
    public static bool TryUnescape(ref Utf8JsonReader reader, scoped Span<byte> destination, out int length)
    {
        length = 0;
        if (reader.ValueSpan.Length > destination.Length)
        {
            return false;
        }

        try
        {
            length = reader.CopyString(destination);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>The string the reader stands on, if it is valid Unicode.</summary>
    public static bool TryGetText(ref Utf8JsonReader reader, out string? text)
    {
        try
        {
            text = reader.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            text = null;
            return false;
        }
    }

    private static EnvelopeMembers Find(ReadOnlySpan<byte> name)
    {
        switch (name.Length)
        {
            case 2:
                return name.SequenceEqual("id"u8) ? EnvelopeMembers.Id : EnvelopeMembers.None;
            case 5:
                return name.SequenceEqual("error"u8) ? EnvelopeMembers.Error
                    : name.SequenceEqual("after"u8) ? EnvelopeMembers.After
                    : EnvelopeMembers.None;
            case 6:
                return FindOfSix(name);
            case 7:
                return name.SequenceEqual("jsonrpc"u8) ? EnvelopeMembers.Version : EnvelopeMembers.None;
            case 10:
                return name.SequenceEqual("tracestate"u8) ? EnvelopeMembers.TraceState : EnvelopeMembers.None;
            case 11:
                return name.SequenceEqual("traceparent"u8) ? EnvelopeMembers.TraceParent : EnvelopeMembers.None;
            default:
                return EnvelopeMembers.None;
        }
    }

    private static EnvelopeMembers FindOfSix(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("method"u8))
        {
            return EnvelopeMembers.Method;
        }

        if (name.SequenceEqual("params"u8))
        {
            return EnvelopeMembers.Params;
        }

        if (name.SequenceEqual("result"u8))
        {
            return EnvelopeMembers.Result;
        }

        return name.SequenceEqual("credit"u8) ? EnvelopeMembers.Credit : EnvelopeMembers.None;
    }
}
