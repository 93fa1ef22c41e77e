using System;
using System.Text.Json;
using Ws.Rpc.CompilerServices;
using Xunit;

namespace Ws.Rpc.Tests;

public sealed class PeerTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain text, grüße 🚀", "plain text, grüße 🚀")]
    [InlineData("a\nb\r\tc\0\u001b[31m", "a\\u000ab\\u000d\\u0009c\\u0000\\u001b[31m")]
    [InlineData("\u0085\u2028\u2029\u202e", "\\u0085\\u2028\\u2029\\u202e")]
    [InlineData("\u2066a\u2067b\u2068c\u2069\u200e\u200f\u061c", "\\u2066a\\u2067b\\u2068c\\u2069\\u200e\\u200f\\u061c")]
    public void Control_characters_are_escaped(string text, string safe) => Assert.Equal(safe, PeerText.Escape(text));

    [Theory]
    [InlineData(512, 512)]
    [InlineData(513, 513)]
    [InlineData(100_000, 513)]
    public void Text_is_cut_when_it_is_long(int length, int left) =>
        Assert.Equal(left, PeerText.Escape(new string('x', length)).Length);

    [Fact]
    public void Error_of_a_peer_is_safe_in_a_log_and_whole_in_code()
    {
        var exception = new RpcException(1, "a\nb", null, new RpcConnectionException("c\nd"));
        var outer = new InvalidOperationException("outer", exception);

        Assert.Equal("a\nb", exception.Message);
        Assert.DoesNotContain("a\nb", outer.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("c\nd", outer.ToString(), StringComparison.Ordinal);
        Assert.Contains("a\\u000ab", outer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_a_peer_chose_are_safe_in_a_log_when_they_come_from_the_serializer()
    {
        var exception = new RpcPayloadException("does not fit", new JsonException("Path: $['x\ny']"));

        Assert.DoesNotContain("x\ny", exception.ToString(), StringComparison.Ordinal);
        Assert.Contains("x\\u000ay", exception.ToString(), StringComparison.Ordinal);
    }
}
