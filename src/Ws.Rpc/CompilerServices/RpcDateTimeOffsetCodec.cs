using System;
using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ws.Rpc.CompilerServices;

/// <summary>The codec of <see cref="DateTimeOffset"/>, in ISO 8601-1.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RpcDateTimeOffsetCodec : RpcCodec<DateTimeOffset>
{
    internal RpcDateTimeOffsetCodec()
    {
    }

    /// <inheritdoc/>
    public override void Write(RpcWriter writer, DateTimeOffset value) => RpcTimeText.Write(writer, value);

    /// <inheritdoc/>
    public override DateTimeOffset Read(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && TryRead(ref reader, out DateTimeOffset value)
            ? value
            : throw new RpcPayloadException("a date and time as in \"2026-01-31T12:34:56Z\" is expected");

    internal override JsonObject Describe(RpcSchemas schemas) => new() { ["type"] = "string", ["format"] = "date-time" };

    private static bool TryRead(ref Utf8JsonReader reader, out DateTimeOffset value)
    {
        try
        {
            return reader.TryGetDateTimeOffset(out value);
        }
        catch (InvalidOperationException)
        {
            value = default;
            return false;
        }
    }
}
