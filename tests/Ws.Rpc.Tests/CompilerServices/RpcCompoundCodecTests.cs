using System;
using System.Text.Json;
using CsCheck;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Tests.Wire;
using Ws.Rpc.Wire;
using Xunit;

namespace Ws.Rpc.Tests.CompilerServices;

public sealed class RpcCompoundCodecTests
{
    [Fact]
    public void Nullable_values_are_written_like_the_serializer()
    {
        RpcCodec<int?> codec = RpcCodecs.Nullable(RpcCodecs.Int32);
        CodecText.AssertLikeSerializer(codec, null);
        CodecText.AssertLikeSerializer(codec, -5);
        Assert.Equal("an integer from -2147483648 to 2147483647 is expected", CodecText.Refuse(codec, "\"5\""));
    }

    [Fact]
    public void Arrays_are_written_like_the_serializer() =>
        Gen.String.Null().Array[0, 20].Sample(value =>
        {
            string[] texts = Array.ConvertAll(value, text => text ?? "");
            CodecText.AssertLikeSerializer(RpcCodecs.Array(RpcCodecs.Int32), Array.ConvertAll(texts, text => text.Length));
            Assert.Equal(
                JsonSerializer.Serialize(value, JsonSerializerOptions.Web),
                CodecText.Write(RpcCodecs.Array(RpcCodecs.NullableString), value));
        });

    [Fact]
    public void Arrays_may_hold_arrays()
    {
        RpcCodec<int[][]> codec = RpcCodecs.Array(RpcCodecs.Array(RpcCodecs.Int32));
        CodecText.AssertLikeSerializer(codec, [[], [1], [1, 2, 3, 4, 5]]);
        CodecText.Refuse(codec, "[[1],2]");
        CodecText.Refuse(codec, "[[1],null]");
    }

    [Theory]
    [InlineData("null")]
    [InlineData("1")]
    [InlineData("{}")]
    public void What_is_no_array_is_refused(string json) =>
        Assert.Equal("an array is expected", CodecText.Refuse(RpcCodecs.Array(RpcCodecs.Int32), json));

    [Fact]
    public void Missing_array_is_not_written() =>
        Assert.Throws<ArgumentNullException>(() => CodecText.Write(RpcCodecs.Array(RpcCodecs.Int32), null!));

    [Theory]
    [InlineData(true, "1,2,3", 1, 2, 3)]
    [InlineData(false, ",1,2,3", 1, 2, 3)]
    [InlineData(true, "7", 7)]
    [InlineData(true, "")]
    [InlineData(false, "")]
    public void Rest_continues_the_arguments(bool first, string expected, params int[] values) =>
        Assert.Equal(expected, BufferText.Of(
            buffer => RpcCodecs.WriteRest(new RpcWriter(buffer), values, RpcCodecs.Int32, first)));

    [Fact]
    public void Rest_without_an_array_is_empty() =>
        Assert.Equal("", BufferText.Of(
            buffer => RpcCodecs.WriteRest(new RpcWriter(buffer), null!, RpcCodecs.Int32, first: true)));

    [Fact]
    public void Simple_values_cost_no_allocation()
    {
        MessageBuffer buffer = MessageBuffer.Rent();
        WriteMany(buffer, 100);
        Assert.Equal(0, Allocation.LeastOf(() => WriteMany(buffer, 1000)));
        buffer.Release();
    }

    private static void WriteMany(MessageBuffer buffer, int count)
    {
        RpcWriter writer = new(buffer);
        for (int i = 0; i < count; i++)
        {
            buffer.Truncate(0);
            RpcCodecs.Int32.Write(writer, i);
            RpcCodecs.Double.Write(writer, i / 7.0);
            RpcCodecs.Decimal.Write(writer, i);
            RpcCodecs.String.Write(writer, "plain and \"escaped\"");
            RpcCodecs.Guid.Write(writer, Guid.Empty);
            RpcCodecs.DateTime.Write(writer, DateTime.UnixEpoch);
            RpcCodecs.DateTimeOffset.Write(writer, DateTimeOffset.UnixEpoch);
        }
    }
}
