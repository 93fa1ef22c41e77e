using System;
using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ws.Rpc.CompilerServices;

/// <summary>The codec of <see cref="string"/>, without <see langword="null"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RpcStringCodec : RpcCodec<string>
{
    internal RpcStringCodec()
    {
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException">The contract says that the value is not <see langword="null"/>.</exception>
    public override void Write(RpcWriter writer, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        writer.Text(value);
    }

    /// <inheritdoc/>
    public override string Read(ref Utf8JsonReader reader) => ReadText(ref reader);

    internal override JsonObject Describe(RpcSchemas schemas) => new() { ["type"] = "string" };

    // The reader checks neither UTF-8 nor surrogates before it makes the string.
    internal static string ReadText(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new RpcPayloadException("a string is expected");
        }

        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw new RpcPayloadException("a string of valid Unicode is expected", e);
        }
    }
}
