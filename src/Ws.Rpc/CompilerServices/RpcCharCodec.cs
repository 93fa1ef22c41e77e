using System;
using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ws.Rpc.CompilerServices;

/// <summary>The codec of <see cref="char"/>: a string of one UTF-16 unit.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RpcCharCodec : RpcCodec<char>
{
    // One character of the basic plane, escaped, is the longest.
    private const int LongestText = 6;

    internal RpcCharCodec()
    {
    }

    /// <inheritdoc/>
    public override void Write(RpcWriter writer, char value) => writer.Text(new ReadOnlySpan<char>(in value));

    /// <inheritdoc/>
    public override char Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length <= LongestText)
        {
            Span<char> text = stackalloc char[LongestText];
            if (TryCopy(ref reader, text) == 1)
            {
                return text[0];
            }
        }

        throw new RpcPayloadException("a string of one character is expected");
    }

    internal override JsonObject Describe(RpcSchemas schemas) =>
        new() { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = 1 };

    private static int TryCopy(ref Utf8JsonReader reader, scoped Span<char> text)
    {
        try
        {
            return reader.CopyString(text);
        }
        catch (InvalidOperationException)
        {
            return -1;
        }
    }
}
