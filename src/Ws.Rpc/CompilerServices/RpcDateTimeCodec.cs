using System;
using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ws.Rpc.CompilerServices;

/// <summary>The codec of <see cref="DateTime"/>, in ISO 8601-1.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RpcDateTimeCodec : RpcCodec<DateTime>
{
    internal RpcDateTimeCodec()
    {
    }

    /// <inheritdoc/>
    public override void Write(RpcWriter writer, DateTime value) => RpcTimeText.Write(writer, value);

    /// <inheritdoc/>
    public override DateTime Read(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && TryRead(ref reader, out DateTime value)
            ? value
            : throw new RpcPayloadException("a date and time as in \"2026-01-31T12:34:56Z\" is expected");

    internal override JsonObject Describe(RpcSchemas schemas) => new() { ["type"] = "string", ["format"] = "date-time" };

    private static bool TryRead(ref Utf8JsonReader reader, out DateTime value)
    {
        try
        {
            return reader.TryGetDateTime(out value);
        }
        catch (InvalidOperationException)
        {
            value = default;
            return false;
        }
    }
}
