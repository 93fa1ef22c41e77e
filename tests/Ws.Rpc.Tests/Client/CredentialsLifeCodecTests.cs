using System;
using System.Text;
using System.Text.Json;
using Ws.Rpc.Client;
using Xunit;

namespace Ws.Rpc.Tests.Client;

/// <summary>How long credentials hold, as a server that may be hostile says it.</summary>
public sealed class CredentialsLifeCodecTests
{
    [Theory]
    [InlineData("60000", 60_000L)]
    [InlineData("1500.5", 1500L)]
    [InlineData("2147483648", int.MaxValue)]
    [InlineData("1e308", int.MaxValue)]
    [InlineData("1e999", int.MaxValue)]
    [InlineData("9223372036854775808", int.MaxValue)]
    public void A_time_is_read_and_cut_to_what_a_timer_takes(string value, long milliseconds)
    {
        Assert.Equal(milliseconds, (long)Read($$"""{"x":[1],"expiresIn":{{value}},"y":{} }""")!.Value.TotalMilliseconds);
    }

    [Theory]
    [InlineData("""{"expiresIn":null}""")]
    [InlineData("""{"expiresIn":0}""")]
    [InlineData("""{"expiresIn":-1}""")]
    [InlineData("""{"expiresIn":-1e999}""")]
    [InlineData("""{"expiresIn":"NaN"}""")]
    [InlineData("""{"expiresIn":"60000"}""")]
    [InlineData("""{"expiresIn":{"a":[60000]}}""")]
    [InlineData("""{"expiresIn":true}""")]
    [InlineData("{}")]
    [InlineData("[60000]")]
    [InlineData("null")]
    public void What_is_no_time_that_lies_ahead_is_none(string json)
    {
        Assert.Null(Read(json));
    }

    private static TimeSpan? Read(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        reader.Read();
        TimeSpan? life = CredentialsLifeCodec.Instance.Read(ref reader);
        Assert.False(reader.Read());
        return life;
    }
}
