using System;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ws.Rpc.CompilerServices;

internal sealed class RpcArrayCodec<T>(RpcCodec<T> element) : RpcCodec<T[]>
{
    private const int InitialLength = 4;

    private readonly RpcCodec<T> _element = element;

    public override void Write(RpcWriter writer, T[] value)
    {
        ArgumentNullException.ThrowIfNull(value);
        writer.Raw((byte)'[');
        RpcCodecs.WriteRest(writer, value, _element, first: true);
        writer.Raw((byte)']');
    }

    public override T[] Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new RpcPayloadException("an array is expected");
        }

        T[] items = [];
        int count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (count == items.Length)
            {
                Array.Resize(ref items, Math.Max(InitialLength, count * 2));
            }

            items[count++] = _element.Read(ref reader);
        }

        return count == items.Length ? items : items[..count];
    }

    internal override JsonObject Describe(RpcSchemas schemas) =>
        new() { ["type"] = "array", ["items"] = _element.Describe(schemas) };
}
