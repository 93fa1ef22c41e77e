using System;
using CsCheck;
using Ws.Rpc.CompilerServices;
using Xunit;

namespace Ws.Rpc.Tests.CompilerServices;

public sealed class RpcValueCodecTests
{
    // Whole seconds, milliseconds and ticks, for the fraction has as many digits as it needs.
    private static readonly Gen<long> s_ticks = Gen.Select(
        Gen.Long[0, DateTime.MaxValue.Ticks], Gen.OneOf(1L, 10L, 1000L, TimeSpan.TicksPerMillisecond, TimeSpan.TicksPerSecond),
        (ticks, unit) => ticks / unit * unit);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Booleans_are_written_like_the_serializer(bool value) => CodecText.AssertLikeSerializer(RpcCodecs.Boolean, value);

    [Theory]
    [InlineData("0")]
    [InlineData("\"true\"")]
    [InlineData("null")]
    public void What_is_no_boolean_is_refused(string json) =>
        Assert.Equal("true or false is expected", CodecText.Refuse(RpcCodecs.Boolean, json));

    [Fact]
    public void Guids_are_written_like_the_serializer() =>
        Gen.Guid.Sample(value => CodecText.AssertLikeSerializer(RpcCodecs.Guid, value));

    [Theory]
    [InlineData("\"00000000000000000000000000000000\"")]
    [InlineData("\"{00000000-0000-0000-0000-000000000000}\"")]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"\\ud8000000-0000-0000-0000-000000000000\"")]
    [InlineData("\"\"")]
    [InlineData("1")]
    [InlineData("null")]
    public void What_is_no_guid_is_refused(string json) =>
        Assert.Equal("a UUID with hyphens is expected", CodecText.Refuse(RpcCodecs.Guid, json));

    [Fact]
    public void Times_are_written_like_the_serializer() =>
        Gen.Select(s_ticks, Gen.OneOf(DateTimeKind.Utc, DateTimeKind.Unspecified, DateTimeKind.Local)).Sample(
            (ticks, kind) => CodecText.AssertLikeSerializer(RpcCodecs.DateTime, new DateTime(ticks, kind)), iter: 20_000);

    [Fact]
    public void Times_with_an_offset_are_written_like_the_serializer() =>
        Gen.Select(s_ticks, Gen.Int[-14 * 60, 14 * 60]).Sample(
            (ticks, minutes) =>
            {
                // Such a time is kept in UTC too, which must not leave the calendar.
                DateTime time = new(Math.Clamp(ticks, TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay));
                CodecText.AssertLikeSerializer(RpcCodecs.DateTimeOffset, new DateTimeOffset(time, TimeSpan.FromMinutes(minutes)));
            },
            iter: 20_000);

    [Theory]
    [InlineData("\"2026-13-01T00:00:00Z\"")]
    [InlineData("\"01/02/2026\"")]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"\\ud800026-01-01T00:00:00Z\"")]
    [InlineData("\"\"")]
    [InlineData("0")]
    [InlineData("null")]
    public void What_is_no_time_is_refused(string json)
    {
        const string Expected = "a date and time as in \"2026-01-31T12:34:56Z\" is expected";
        Assert.Equal(Expected, CodecText.Refuse(RpcCodecs.DateTime, json));
        Assert.Equal(Expected, CodecText.Refuse(RpcCodecs.DateTimeOffset, json));
    }

    [Fact]
    public void Bytes_are_written_like_the_serializer() =>
        Gen.Byte.Array[0, 2000].Sample(value => CodecText.AssertLikeSerializer(RpcCodecs.ByteArray, value));

    [Theory]
    [InlineData("\"a\"")]
    [InlineData("\"****\"")]
    [InlineData("\"\\ud800\"")]
    [InlineData("[1,2]")]
    [InlineData("null")]
    public void What_is_no_base64_is_refused(string json) =>
        Assert.Equal("a Base64 string is expected", CodecText.Refuse(RpcCodecs.ByteArray, json));

    [Fact]
    public void Missing_bytes_are_not_written() =>
        Assert.Throws<ArgumentNullException>(() => CodecText.Write(RpcCodecs.ByteArray, null!));

    [Theory]
    [InlineData("null")]
    [InlineData("1")]
    [InlineData("\"\\ud800\"")]
    [InlineData("{\"a\":[1,{}]}")]
    [InlineData("[[],{}]")]
    public void Void_takes_whatever_is_there(string json)
    {
        Assert.True(CodecText.Read(RpcCodecs.Void, json));
        Assert.Equal("null", CodecText.Write(RpcCodecs.Void, true));
    }
}
