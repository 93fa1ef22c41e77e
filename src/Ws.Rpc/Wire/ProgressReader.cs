using System;
using System.Text.Json;

namespace Ws.Rpc.Wire;

/// <summary>Reads the <c>params</c> of <c>$/progress</c> in either form (protocol section 6). Never throws.</summary>
internal static class ProgressReader
{
    /// <summary>Finds the token, if it can be one of ours, and the JSON of the value.</summary>
    public static bool TryRead(ReadOnlySpan<byte> paramsJson, out long token, out ReadOnlySpan<byte> value)
    {
        token = 0;
        value = default;
        if (paramsJson.IsEmpty)
        {
            return false;
        }

        try
        {
            Utf8JsonReader reader = new(paramsJson, new JsonReaderOptions { MaxDepth = int.MaxValue });
            reader.Read();
            Range range = default;
            bool isRead = reader.TokenType switch
            {
                JsonTokenType.StartArray => TryReadPositions(ref reader, out token, out range),
                JsonTokenType.StartObject => TryReadNames(ref reader, out token, out range),
                _ => false,
            };
            value = isRead ? paramsJson[range] : default;
            return isRead;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool TryReadPositions(ref Utf8JsonReader reader, out long token, out Range value)
    {
        value = default;
        reader.Read();
        if (!TryReadToken(ref reader, out token) || !reader.Read() || reader.TokenType == JsonTokenType.EndArray)
        {
            return false;
        }

        value = ReadValue(ref reader);
        return reader.Read() && reader.TokenType == JsonTokenType.EndArray;
    }

    private static bool TryReadNames(ref Utf8JsonReader reader, out long token, out Range value)
    {
        token = 0;
        value = default;
        bool hasToken = false;
        bool hasValue = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isToken = MemberName.Is(ref reader, "token"u8);
            bool isValue = !isToken && MemberName.Is(ref reader, "value"u8);
            reader.Read();
            if ((isToken && (hasToken || !TryReadToken(ref reader, out token))) || (isValue && hasValue))
            {
                return false;
            }

            hasToken |= isToken;
            hasValue |= isValue;
            Range member = ReadValue(ref reader);
            value = isValue ? member : value;
        }

        return hasToken && hasValue;
    }

    private static bool TryReadToken(ref Utf8JsonReader reader, out long token)
    {
        token = 0;
        return reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out token);
    }

    private static Range ReadValue(ref Utf8JsonReader reader)
    {
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        return start..(int)reader.BytesConsumed;
    }
}
