using System;
using System.Text.Json;
using System.Text.Unicode;

namespace Ws.Rpc.Wire;

/// <summary>Reads the <c>params</c> of <c>$/cancelRequest</c> in either form (protocol section 5). Never throws.</summary>
internal static class CancelReader
{
    public static bool TryRead(ReadOnlySpan<byte> paramsJson, out RequestId id) =>
        TryRead(paramsJson, WireLimits.Default, out id);

    public static bool TryRead(ReadOnlySpan<byte> paramsJson, WireLimits limits, out RequestId id)
    {
        id = RequestId.None;
        if (paramsJson.IsEmpty)
        {
            return false;
        }

        try
        {
            Utf8JsonReader reader = new(paramsJson, new JsonReaderOptions { MaxDepth = int.MaxValue });
            reader.Read();
            return reader.TokenType switch
            {
                JsonTokenType.StartArray => TryReadPosition(ref reader, paramsJson, limits, ref id),
                JsonTokenType.StartObject => TryReadName(ref reader, paramsJson, limits, ref id),
                _ => false,
            };
        }
        catch (JsonException)
        {
            id = RequestId.None;
            return false;
        }
    }

    private static bool TryReadPosition(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, WireLimits limits, ref RequestId id)
    {
        reader.Read();
        return TryReadId(ref reader, json, limits, ref id) && reader.Read() && reader.TokenType == JsonTokenType.EndArray;
    }

    private static bool TryReadName(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, WireLimits limits, ref RequestId id)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isId = MemberName.Is(ref reader, "id"u8);
            reader.Read();
            if (isId && (!id.IsNone || !TryReadId(ref reader, json, limits, ref id)))
            {
                return false;
            }

            reader.Skip();
        }

        return !id.IsNone;
    }

    private static bool TryReadId(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, WireLimits limits, ref RequestId id)
    {
        if (reader.TokenType is not (JsonTokenType.Number or JsonTokenType.String))
        {
            return false;
        }

        ReadOnlySpan<byte> token = json[(int)reader.TokenStartIndex..(int)reader.BytesConsumed];
        if (token.Length > limits.MaxIdBytes || !Utf8.IsValid(token))
        {
            return false;
        }

        id = RequestId.FromToken(token);
        return true;
    }
}
