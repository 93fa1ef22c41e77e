using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ws.Rpc.CompilerServices;

/// <summary>The codec of <see cref="decimal"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RpcDecimalCodec : RpcCodec<decimal>
{
    private const int LongestText = 31;

    internal RpcDecimalCodec()
    {
    }

    /// <inheritdoc/>
    public override void Write(RpcWriter writer, decimal value)
    {
        value.TryFormat(writer.GetSpan(LongestText), out int written, default, CultureInfo.InvariantCulture);
        writer.Advance(written);
    }

    /// <inheritdoc/>
    public override decimal Read(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out decimal value)
            ? value
            : throw new RpcPayloadException("a decimal number that fits is expected");

    internal override JsonObject Describe(RpcSchemas schemas) => new() { ["type"] = "number" };
}
