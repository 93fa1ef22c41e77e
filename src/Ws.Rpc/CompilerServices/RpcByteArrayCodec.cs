using System;
using System.Buffers.Text;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ws.Rpc.CompilerServices;

/// <summary>The codec of byte arrays, in Base64, without <see langword="null"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RpcByteArrayCodec : RpcCodec<byte[]>
{
    internal RpcByteArrayCodec()
    {
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException">The contract says that the value is not <see langword="null"/>.</exception>
    public override void Write(RpcWriter writer, byte[] value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Span<byte> span = writer.GetSpan(Base64.GetMaxEncodedToUtf8Length(value.Length) + 2);
        span[0] = (byte)'"';
        Base64.EncodeToUtf8(value, span[1..], out _, out int written);
        span[written + 1] = (byte)'"';
        writer.Advance(written + 2);
    }

    /// <inheritdoc/>
    public override byte[] Read(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && TryRead(ref reader, out byte[]? value)
            ? value
            : throw new RpcPayloadException("a Base64 string is expected");

    internal override JsonObject Describe(RpcSchemas schemas) => new() { ["type"] = "string", ["contentEncoding"] = "base64" };

    private static bool TryRead(ref Utf8JsonReader reader, [NotNullWhen(true)] out byte[]? value)
    {
        try
        {
            return reader.TryGetBytesFromBase64(out value);
        }
        catch (InvalidOperationException)
        {
            value = null;
            return false;
        }
    }
}
