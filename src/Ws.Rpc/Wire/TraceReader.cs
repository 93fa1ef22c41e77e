using System;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace Ws.Rpc.Wire;

/// <summary>
/// Reads which trace a message belongs to (protocol section 4), by the rules of W3C Trace Context. What breaks them is read over,
/// and never an error.
/// </summary>
internal static class TraceReader
{
    /// <summary>How long a state may be, in bytes; a longer one is left out.</summary>
    public const int LongestState = 512;

    private const int ParentLength = 55;
    private const int LongestParent = 256;
    private const int LongestEscape = 6;

    /// <summary>Reads the raw JSON of both members, each of which may be missing.</summary>
    public static bool TryRead(ReadOnlySpan<byte> parent, ReadOnlySpan<byte> state, out ActivityContext context)
    {
        context = default;
        return TryReadParent(parent, out string? id)
            && ActivityContext.TryParse(id, ReadState(state), isRemote: true, out context);
    }

    private static bool TryReadParent(ReadOnlySpan<byte> json, [NotNullWhen(true)] out string? id)
    {
        id = null;
        if (json.Length is < ParentLength + 2 or > LongestParent || json[0] != (byte)'"')
        {
            return false;
        }

        ReadOnlySpan<byte> text = json[1..^1];
        if (text[2] != (byte)'-' || text[35] != (byte)'-' || text[52] != (byte)'-' || !HasLengthOfItsVersion(text))
        {
            return false;
        }

        id = Encoding.ASCII.GetString(text[..ParentLength]);
        return true;
    }

    // Versions to come may say more behind what is known.
    private static bool HasLengthOfItsVersion(ReadOnlySpan<byte> text) =>
        text.Length == ParentLength || (text[ParentLength] == (byte)'-' && !text.StartsWith("00"u8));

    private static string? ReadState(ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty || json[0] != (byte)'"' || json.Length > (LongestState * LongestEscape) + 2)
        {
            return null;
        }

        var reader = new Utf8JsonReader(json);
        reader.Read();
        return MemberName.TryGetText(ref reader, out string? state) && state!.Length <= LongestState && Ascii.IsValid(state)
            ? state
            : null;
    }
}
