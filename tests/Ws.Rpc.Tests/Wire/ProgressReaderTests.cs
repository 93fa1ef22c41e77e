using System;
using System.Text;
using Ws.Rpc.Wire;
using Xunit;

namespace Ws.Rpc.Tests.Wire;

public sealed class ProgressReaderTests
{
    [Theory]
    [InlineData("""{"token":1,"value":{"a":[1]}}""", 1, """{"a":[1]}""")]
    [InlineData("""{"value": 7 ,"extra":[{}],"token":0}""", 0, "7")]
    [InlineData("""{"\u0074oken":3,"value":null}""", 3, "null")]
    [InlineData("""[12,"x"]""", 12, "\"x\"")]
    [InlineData(" [ -1 , [2] ] ", -1, "[2]")]
    public void Both_forms_are_read(string json, long token, string value)
    {
        Assert.True(ProgressReader.TryRead(Encoding.UTF8.GetBytes(json), out long found, out ReadOnlySpan<byte> bytes));
        Assert.Equal(token, found);
        Assert.Equal(value, Encoding.UTF8.GetString(bytes));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("[1]")]
    [InlineData("[1,2,3]")]
    [InlineData("""{"token":1}""")]
    [InlineData("""{"value":1}""")]
    [InlineData("""{"token":"1","value":1}""")]
    [InlineData("""{"token":1.5,"value":1}""")]
    [InlineData("""{"token":1,"token":1,"value":1}""")]
    [InlineData("""{"token":1,"value":1,"value":2}""")]
    [InlineData("""["a",1]""")]
    [InlineData("""{"token":1,"value":""")]
    public void Anything_else_is_refused_without_an_exception(string json) =>
        Assert.False(ProgressReader.TryRead(Encoding.UTF8.GetBytes(json), out _, out _));
}
