using System;
using System.Text.Json;
using Ws.Rpc.Streams;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Sessions;

/// <summary>
/// Reads the arguments of the smaller messages of protocol section 7: which stream, and how many items. Never throws.
/// </summary>
internal static class StreamArgumentsReader
{
    public static bool TryRead(ReadOnlySpan<byte> json, out StreamName name, out int items)
    {
        name = default;
        items = 0;
        if (json.IsEmpty)
        {
            return false;
        }

        // The envelope has been read before, and this in it: it is JSON.
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            return TryReadPosition(ref reader, out name);
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isId = MemberName.Is(ref reader, "id"u8);
            bool isToken = MemberName.Is(ref reader, "token"u8);
            bool isItems = MemberName.Is(ref reader, "n"u8);
            reader.Read();
            if ((isId || isToken) && reader.TokenType is JsonTokenType.Number or JsonTokenType.String)
            {
                name = new StreamName(RequestId.FromScalar(ref reader), isToken);
            }
            else if (isItems && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int count))
            {
                items = count;
            }

            reader.Skip();
        }

        return !name.Value.IsNone;
    }

    // StreamJsonRpc names a stream that it pulls so. Credit has no such form: it must say whose token that is.
    private static bool TryReadPosition(ref Utf8JsonReader reader, out StreamName name)
    {
        reader.Read();
        name = reader.TokenType is JsonTokenType.Number or JsonTokenType.String
            ? StreamName.Token(RequestId.FromScalar(ref reader))
            : default;
        reader.Read();
        return !name.Value.IsNone && reader.TokenType == JsonTokenType.EndArray;
    }
}
