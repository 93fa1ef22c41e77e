using System;
using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ws.Rpc.CompilerServices;

/// <summary>The codec of <see cref="Guid"/>, in its form with hyphens.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RpcGuidCodec : RpcCodec<Guid>
{
    private const int Length = 36;

    internal RpcGuidCodec()
    {
    }

    /// <inheritdoc/>
    public override void Write(RpcWriter writer, Guid value)
    {
        Span<byte> span = writer.GetSpan(Length + 2);
        span[0] = (byte)'"';
        value.TryFormat(span[1..], out int written, "D");
        span[written + 1] = (byte)'"';
        writer.Advance(written + 2);
    }

    /// <inheritdoc/>
    public override Guid Read(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && TryRead(ref reader, out Guid value)
            ? value
            : throw new RpcPayloadException("a UUID with hyphens is expected");

    internal override JsonObject Describe(RpcSchemas schemas) => new() { ["type"] = "string", ["format"] = "uuid" };

    private static bool TryRead(ref Utf8JsonReader reader, out Guid value)
    {
        try
        {
            return reader.TryGetGuid(out value);
        }
        catch (InvalidOperationException)
        {
            value = default;
            return false;
        }
    }
}
