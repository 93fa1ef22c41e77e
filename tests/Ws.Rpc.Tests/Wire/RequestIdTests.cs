using System.Text;
using CsCheck;
using Ws.Rpc.Wire;
using Xunit;

namespace Ws.Rpc.Tests.Wire;

public sealed class RequestIdTests
{
    [Theory]
    [InlineData("1.0")]
    [InlineData("-0")]
    [InlineData("0")]
    [InlineData("1e3")]
    [InlineData("1E+3")]
    [InlineData("\"\"")]
    [InlineData("\"\\u0041\"")]
    [InlineData("\"A\"")]
    [InlineData("\"1\"")]
    [InlineData("9007199254740993")]
    [InlineData("9223372036854775807")]
    [InlineData("9223372036854775808")]
    [InlineData("-9223372036854775808")]
    [InlineData("-9223372036854775809")]
    public void Token_is_echoed_byte_for_byte(string token)
    {
        RequestId id = Read(token);
        Assert.False(id.IsNone);
        Assert.Equal(token, id.ToString());
        Assert.Equal(token, BufferText.Of(id.WriteTo));
        Assert.Equal(id, Read(token));
        Assert.Equal(id.GetHashCode(), Read(token).GetHashCode());
    }

    [Fact]
    public void Longest_tokens_are_echoed_byte_for_byte()
    {
        string[] tokens = [$"\"{new string('x', 126)}\"", new string('7', 128)];
        Assert.All(tokens, token => Assert.Equal(token, BufferText.Of(Read(token).WriteTo)));
    }

    [Theory]
    [InlineData("1", "\"1\"")]
    [InlineData("1", "1.0")]
    [InlineData("0", "-0")]
    [InlineData("1000", "1e3")]
    [InlineData("\"A\"", "\"\\u0041\"")]
    [InlineData("9007199254740992", "9007199254740993")]
    public void Different_tokens_are_different_ids(string one, string other) => Assert.NotEqual(Read(one), Read(other));

    [Fact]
    public void Integers_are_the_numbers_of_our_own_requests() =>
        Gen.Long.Sample(number =>
        {
            RequestId id = Read(number.ToString(System.Globalization.CultureInfo.InvariantCulture));
            Assert.True(id.TryGetNumber(out long read));
            Assert.Equal(number, read);
            Assert.Equal(new RequestId(number), id);
        });

    [Theory]
    [InlineData("\"1\"")]
    [InlineData("1.0")]
    [InlineData("-0")]
    public void Other_tokens_are_no_numbers(string token) => Assert.False(Read(token).TryGetNumber(out _));

    [Fact]
    public void None_is_null_and_no_number()
    {
        Assert.True(RequestId.None.IsNone);
        Assert.False(RequestId.None.TryGetNumber(out _));
        Assert.Equal("null", BufferText.Of(RequestId.None.WriteTo));
        Assert.NotEqual(new RequestId(0), RequestId.None);
        Assert.Equal(default, RequestId.None);
    }

    private static RequestId Read(string token) => RequestId.FromToken(Encoding.UTF8.GetBytes(token));
}
