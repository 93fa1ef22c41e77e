using System;
using System.Text.Json;
using System.Text.Unicode;

namespace Ws.Rpc.Wire;

/// <summary>
/// Reads a token of the peer's, by which progress or a stream is named (protocol sections 6 and 7): a string or an integer, no
/// longer than an id.
/// </summary>
internal static class TokenReader
{
    /// <summary>Keeps the token that a reader stands on as it was sent, quotes and escapes included.</summary>
    /// <param name="reader">Stands on a value, and stays there.</param>
    /// <param name="limits">How long it may be.</param>
    /// <param name="problem">What is wrong with it, if anything is; nothing is kept then.</param>
    public static RequestId Read(ref Utf8JsonReader reader, WireLimits limits, out string? problem)
    {
        bool isText = reader.TokenType == JsonTokenType.String;
        if (!isText && (reader.TokenType != JsonTokenType.Number || reader.ValueSpan.IndexOfAny(".eE"u8) >= 0))
        {
            problem = "a string or an integer is expected";
            return RequestId.None;
        }

        if (reader.ValueSpan.Length > limits.MaxIdBytes || !Utf8.IsValid(reader.ValueSpan))
        {
            problem = "it is too long or not valid UTF-8";
            return RequestId.None;
        }

        problem = null;
        return RequestId.FromScalar(ref reader);
    }
}
