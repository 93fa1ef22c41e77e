using System.Text;
using System.Text.Json;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Tests.Wire;
using Xunit;

namespace Ws.Rpc.Tests.CompilerServices;

/// <summary>Writes and reads one value with a codec, beside System.Text.Json.</summary>
internal static class CodecText
{
    public static string Write<T>(RpcCodec<T> codec, T value) =>
        BufferText.Of(buffer => codec.Write(new RpcWriter(buffer), value));

    public static T Read<T>(RpcCodec<T> codec, string json) => Read(codec, Encoding.UTF8.GetBytes(json));

    public static T Read<T>(RpcCodec<T> codec, byte[] json)
    {
        Utf8JsonReader reader = new(json);
        reader.Read();
        T value = codec.Read(ref reader);
        Assert.False(reader.Read(), "the codec leaves the reader on the value's last token");
        return value;
    }

    public static string Refuse<T>(RpcCodec<T> codec, string json) => Refuse(codec, Encoding.UTF8.GetBytes(json));

    public static string Refuse<T>(RpcCodec<T> codec, byte[] json) =>
        Assert.Throws<RpcPayloadException>(() => Read(codec, json)).Message;

    /// <summary>The value is written as the serializer writes it, and read back as itself.</summary>
    public static void AssertLikeSerializer<T>(RpcCodec<T> codec, T value)
    {
        string json = Write(codec, value);
        Assert.Equal(JsonSerializer.Serialize(value, JsonSerializerOptions.Web), json);
        Assert.Equal(value, Read(codec, json));
    }
}
