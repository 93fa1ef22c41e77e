using System;
using System.Text;
using System.Text.Json;

namespace Ws.Rpc.Wire;

/// <summary>
/// Reads the <c>error</c> of a response. Takes what is there and never throws: a caller must learn that its call failed however
/// oddly the peer says so.
/// </summary>
internal static class ErrorReader
{
    private const int LongestCode = 32;

    public static ErrorPayload Read(ReadOnlySpan<byte> errorJson)
    {
        int? code = null;
        string? message = null;
        ReadOnlySpan<byte> data = default;
        try
        {
            // The envelope's depth has been checked before; the error lies one deeper than its own text shows.
            Utf8JsonReader reader = new(errorJson, new JsonReaderOptions { MaxDepth = int.MaxValue });
            reader.Read();
            if (reader.TokenType == JsonTokenType.String)
            {
                message = ReadText(ref reader);
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1)
            {
                ReadMember(ref reader, errorJson, ref code, ref message, ref data);
            }
        }
        catch (JsonException)
        {
            message ??= "The peer answered an error that cannot be read.";
        }

        message ??= "The peer answered an error without a message.";
        return new ErrorPayload(code ?? RpcErrorCode.InternalError, message, data);
    }

    private static void ReadMember(
        ref Utf8JsonReader reader, ReadOnlySpan<byte> json, ref int? code, ref string? message, ref ReadOnlySpan<byte> data)
    {
        bool isCode = MemberName.Is(ref reader, "code"u8);
        bool isMessage = MemberName.Is(ref reader, "message"u8);
        bool isData = MemberName.Is(ref reader, "data"u8);
        reader.Read();
        int start = (int)reader.TokenStartIndex;
        if (isCode && reader.TokenType == JsonTokenType.Number)
        {
            code ??= ReadCode(ref reader);
        }
        else if (isMessage && reader.TokenType == JsonTokenType.String)
        {
            message ??= ReadText(ref reader);
        }

        bool isNull = reader.TokenType == JsonTokenType.Null;
        reader.Skip();
        if (isData && !isNull && data.IsEmpty)
        {
            data = json[start..(int)reader.BytesConsumed];
        }
    }

    // Some peers know no integers and write -32000.0.
    private static int? ReadCode(ref Utf8JsonReader reader)
    {
        if (reader.TryGetInt32(out int code))
        {
            return code;
        }

        return reader.ValueSpan.Length <= LongestCode && reader.TryGetDouble(out double number) && number == (int)number
            ? (int)number
            : null;
    }

    private static string ReadText(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Lone surrogates or broken UTF-8: the raw text, its escapes left as they are, still says more than none.
            return Encoding.UTF8.GetString(reader.ValueSpan);
        }
    }
}
