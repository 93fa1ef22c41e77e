using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ws.Rpc.CompilerServices;

internal sealed class RpcNullableCodec<T>(RpcCodec<T> value) : RpcCodec<T?>
    where T : struct
{
    private readonly RpcCodec<T> _value = value;

    public override void Write(RpcWriter writer, T? value)
    {
        if (value is { } present)
        {
            _value.Write(writer, present);
        }
        else
        {
            writer.Raw("null"u8);
        }
    }

    public override T? Read(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Null ? null : _value.Read(ref reader);

    internal override JsonObject Describe(RpcSchemas schemas) => RpcSchemas.OrNull(_value.Describe(schemas));
}
