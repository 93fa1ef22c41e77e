using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ws.Rpc.CompilerServices;

/// <summary>The codec of <see cref="string"/> or <see langword="null"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RpcNullableStringCodec : RpcCodec<string?>
{
    internal RpcNullableStringCodec()
    {
    }

    /// <inheritdoc/>
    public override void Write(RpcWriter writer, string? value)
    {
        if (value is null)
        {
            writer.Raw("null"u8);
        }
        else
        {
            writer.Text(value);
        }
    }

    /// <inheritdoc/>
    public override string? Read(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Null ? null : RpcStringCodec.ReadText(ref reader);

    internal override JsonObject Describe(RpcSchemas schemas) => RpcSchemas.OrNull(RpcCodecs.String.Describe(schemas));
}
