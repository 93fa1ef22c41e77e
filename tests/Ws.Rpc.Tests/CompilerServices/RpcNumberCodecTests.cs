using System;
using System.Globalization;
using System.Numerics;
using CsCheck;
using Ws.Rpc.CompilerServices;
using Xunit;

namespace Ws.Rpc.Tests.CompilerServices;

public sealed class RpcNumberCodecTests
{
    private static readonly Gen<double> s_doubles = Gen.OneOf(
        Gen.ULong.Select(BitConverter.UInt64BitsToDouble).Where(double.IsFinite),
        Gen.Int.Select(i => i / 100.0),
        Gen.OneOf(0, -0.0, 1, 0.1, 1e15, 1e16, 1e-5, 1e21, double.Epsilon, double.MaxValue, double.MinValue));

    private static readonly Gen<float> s_floats = Gen.OneOf(
        Gen.UInt.Select(BitConverter.UInt32BitsToSingle).Where(float.IsFinite),
        Gen.Int.Select(i => i / 100f),
        Gen.OneOf(0, -0f, 0.1f, 1e7f, 1e-5f, float.Epsilon, float.MaxValue, float.MinValue));

    private static readonly Gen<decimal> s_decimals = Gen.OneOf(
        Gen.Select(
            Gen.Int, Gen.Int, Gen.Int, Gen.Bool, Gen.Byte[0, 28], (a, b, c, sign, scale) => new decimal(a, b, c, sign, scale)),
        Gen.OneOf(0m, -0.0m, 1.00m, decimal.MaxValue, decimal.MinValue, 0.0000000000000000000000000001m));

    [Fact]
    public void Integers_of_every_width_are_written_like_the_serializer()
    {
        AssertIntegers(RpcCodecs.Byte);
        AssertIntegers(RpcCodecs.SByte);
        AssertIntegers(RpcCodecs.Int16);
        AssertIntegers(RpcCodecs.UInt16);
        AssertIntegers(RpcCodecs.Int32);
        AssertIntegers(RpcCodecs.UInt32);
        AssertIntegers(RpcCodecs.Int64);
        AssertIntegers(RpcCodecs.UInt64);
    }

    [Fact]
    public void Doubles_are_written_like_the_serializer() =>
        s_doubles.Sample(value => CodecText.AssertLikeSerializer(RpcCodecs.Double, value), iter: 20_000);

    [Fact]
    public void Floats_are_written_like_the_serializer() =>
        s_floats.Sample(value => CodecText.AssertLikeSerializer(RpcCodecs.Single, value), iter: 20_000);

    [Fact]
    public void Decimals_are_written_like_the_serializer() =>
        s_decimals.Sample(value => CodecText.AssertLikeSerializer(RpcCodecs.Decimal, value), iter: 20_000);

    [Theory]
    [InlineData("1.0")]
    [InlineData("1e2")]
    [InlineData("2147483648")]
    [InlineData("-2147483649")]
    [InlineData("99999999999999999999999999")]
    [InlineData("\"1\"")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("[1]")]
    [InlineData("{}")]
    public void What_is_no_int_is_refused(string json) =>
        Assert.Equal("an integer from -2147483648 to 2147483647 is expected", CodecText.Refuse(RpcCodecs.Int32, json));

    [Theory]
    [InlineData("1e400")]
    [InlineData("-1e400")]
    [InlineData("\"NaN\"")]
    [InlineData("\"1\"")]
    [InlineData("null")]
    [InlineData("[]")]
    public void What_is_no_finite_number_is_refused(string json)
    {
        Assert.Equal("a number that fits is expected", CodecText.Refuse(RpcCodecs.Double, json));
        Assert.Equal("a number that fits is expected", CodecText.Refuse(RpcCodecs.Single, json));
    }

    [Fact]
    public void Float_beyond_its_range_is_refused()
    {
        CodecText.Refuse(RpcCodecs.Single, "1e39");
        Assert.Equal(1e39, CodecText.Read(RpcCodecs.Double, "1e39"));
    }

    [Theory]
    [InlineData("79228162514264337593543950336")]
    [InlineData("1e400")]
    [InlineData("\"1\"")]
    [InlineData("null")]
    public void What_is_no_decimal_is_refused(string json) =>
        Assert.Equal("a decimal number that fits is expected", CodecText.Refuse(RpcCodecs.Decimal, json));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Numbers_that_json_has_not_are_not_written(double value)
    {
        Assert.Throws<ArgumentException>(() => CodecText.Write(RpcCodecs.Double, value));
        Assert.Throws<ArgumentException>(() => CodecText.Write(RpcCodecs.Single, (float)value));
    }

    private static void AssertIntegers<T>(RpcIntegerCodec<T> codec)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        // The low bits of a shifted number reach both ends of every width.
        Gen.Select(Gen.ULong, Gen.Int[0, 63]).Sample((bits, shift) =>
            CodecText.AssertLikeSerializer(codec, T.CreateTruncating(bits >> shift)));
        CodecText.AssertLikeSerializer(codec, T.MinValue);
        CodecText.AssertLikeSerializer(codec, T.MaxValue);
        CodecText.Refuse(codec, (BigInteger.CreateChecked(T.MaxValue) + 1).ToString(CultureInfo.InvariantCulture));
        CodecText.Refuse(codec, (BigInteger.CreateChecked(T.MinValue) - 1).ToString(CultureInfo.InvariantCulture));
    }
}
