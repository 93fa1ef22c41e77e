using System;
using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Ws.Rpc.Transports;

/// <summary>Checks a text that arrives in parts (RFC 6455 section 8.1).</summary>
internal static class Utf8Check
{
    private const int MaxCharacterBytes = 4;

    /// <summary>Whether the bytes can begin a text; those of a character that is cut are not in the count.</summary>
    public static bool IsValidSoFar(ReadOnlySpan<byte> bytes, out int wholeCharacters)
    {
        wholeCharacters = bytes.Length - CutCharacter(bytes);
        return Utf8.IsValid(bytes[..wholeCharacters]);
    }

    private static int CutCharacter(ReadOnlySpan<byte> bytes)
    {
        for (int length = 1; length < MaxCharacterBytes && length <= bytes.Length; length++)
        {
            bool continues = (bytes[^length] & 0xC0) == 0x80;
            if (!continues)
            {
                return Rune.DecodeFromUtf8(bytes[^length..], out _, out _) == OperationStatus.NeedMoreData ? length : 0;
            }
        }

        return 0;
    }
}
