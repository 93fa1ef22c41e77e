using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ws.Rpc.CompilerServices;

/// <summary>The codec of <see cref="bool"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RpcBooleanCodec : RpcCodec<bool>
{
    internal RpcBooleanCodec()
    {
    }

    /// <inheritdoc/>
    public override void Write(RpcWriter writer, bool value) => writer.Raw(value ? "true"u8 : "false"u8);

    /// <inheritdoc/>
    public override bool Read(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw new RpcPayloadException("true or false is expected"),
    };

    internal override JsonObject Describe(RpcSchemas schemas) => new() { ["type"] = "boolean" };
}
