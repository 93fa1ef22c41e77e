using System;
using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;

namespace Ws.Rpc.Wire;

/// <summary>Writes text as a JSON string, byte for byte as System.Text.Json does with its default encoder.</summary>
internal static class JsonText
{
    private const int ChunkLength = 256;

    // What JavaScriptEncoder.Default leaves as it is. A lone surrogate is none of these and becomes \uFFFD.
    private static readonly SearchValues<char> s_plain = SearchValues.Create(
        " !#$%()*,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|}~");

    public static void Write(MessageBuffer buffer, ReadOnlySpan<char> text)
    {
        int plain = text.IndexOfAnyExcept(s_plain);
        if (plain < 0)
        {
            plain = text.Length;
        }

        Span<byte> span = buffer.GetSpan(plain + 2);
        span[0] = (byte)'"';
        Encoding.ASCII.GetBytes(text[..plain], span[1..]);
        buffer.Advance(plain + 1);
        if (plain < text.Length)
        {
            WriteEscaped(buffer, text[plain..]);
        }

        buffer.Write((byte)'"');
    }

    private static void WriteEscaped(MessageBuffer buffer, ReadOnlySpan<char> text)
    {
        Span<char> chunk = stackalloc char[ChunkLength];
        while (!text.IsEmpty)
        {
            JavaScriptEncoder.Default.Encode(text, chunk, out int consumed, out int written);
            text = text[consumed..];
            buffer.Advance(Encoding.ASCII.GetBytes(chunk[..written], buffer.GetSpan(written)));
        }
    }
}
