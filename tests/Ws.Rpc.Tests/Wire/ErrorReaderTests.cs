using System.Text;
using CsCheck;
using Ws.Rpc.Wire;
using Xunit;

namespace Ws.Rpc.Tests.Wire;

public sealed class ErrorReaderTests
{
    private const string None = "The peer answered an error without a message.";
    private const string Unreadable = "The peer answered an error that cannot be read.";

    [Theory]
    [InlineData("""{"code":-32602,"message":"Invalid params","data":{"type":"InvalidParams"}}""",
        """-32602|Invalid params|{"type":"InvalidParams"}""")]
    [InlineData("""{"data":[1, 2],"message":"m","code":5}""", "5|m|[1, 2]")]
    [InlineData("""{"\u0063ode":5,"\u006dessage":"\u006d","\u0064ata":0}""", "5|m|0")]
    [InlineData("""{"code":5,"message":"m","data":null}""", "5|m|")]
    [InlineData("""{"code":5}""", "5|" + None + "|")]
    [InlineData("""{"message":"m"}""", "-32603|m|")]
    [InlineData("""{}""", "-32603|" + None + "|")]
    [InlineData("null", "-32603|" + None + "|")]
    [InlineData("7", "-32603|" + None + "|")]
    [InlineData("[1,{\"code\":5}]", "-32603|" + None + "|")]
    [InlineData("\"boom\"", "-32603|boom|")]
    [InlineData("""{"code":"5","message":["m"]}""", "-32603|" + None + "|")]
    [InlineData("""{"code":-32000.0,"message":"m"}""", "-32000|m|")]
    [InlineData("""{"code":1.5,"message":"m"}""", "-32603|m|")]
    [InlineData("""{"code":1e400,"message":"m"}""", "-32603|m|")]
    [InlineData("""{"code":99999999999,"message":"m"}""", "-32603|m|")]
    [InlineData("""{"code":1,"code":2,"message":"a","message":"b","data":1,"data":2}""", "1|a|1")]
    [InlineData("""{"x":{"code":1},"code":5,"y":[{"message":"n"}],"message":"m"}""", "5|m|")]
    [InlineData("""{"code":5,"message":"a\ud800"}""", """5|a\ud800|""")]
    [InlineData("""{"\ud800":1,"code":5,"message":"m"}""", "5|m|")]
    [InlineData("""{"code":5,"message":"m""", "5|" + Unreadable + "|")]
    [InlineData("", "-32603|" + Unreadable + "|")]
    public void Error_is_read_as_far_as_it_goes(string json, string expected) =>
        Assert.Equal(expected, Describe(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Message_that_is_not_utf8_is_replaced()
    {
        byte[] json = [.. "{\"code\":5,\"message\":\"a"u8, 0xFF, .. "\"}"u8];
        Assert.Equal("5|a\ufffd|", Describe(json));
    }

    [Fact]
    public void What_the_writer_writes_is_read_again()
    {
        string response = BufferText.Of(
            buffer => ErrorWriter.Write(buffer, new RequestId(1), 17, "ä\"😀\n", "{\"a\":[1]}"u8));
        string error = EnvelopeText.Describe(response)["Error 1 ".Length..];
        Assert.Equal("17|ä\"😀\n|{\"a\":[1]}", Describe(Encoding.UTF8.GetBytes(error)));
    }

    [Fact]
    public void Mutated_errors_never_throw()
    {
        byte[] error = Encoding.UTF8.GetBytes("""{"code":-32602,"message":"\u0061","data":{"type":["x"]}}""");
        Gen.Select(Gen.Int[0, error.Length - 1], Gen.Byte, Gen.Int[0, error.Length]).Sample(
            (at, value, length) =>
            {
                byte[] mutated = [.. error];
                mutated[at] = value;
                Assert.NotEmpty(Describe(mutated[..length]));
            },
            iter: 20_000);
    }

    private static string Describe(byte[] json)
    {
        ErrorPayload error = ErrorReader.Read(json);
        return $"{error.Code}|{error.Message}|{Encoding.UTF8.GetString(error.Data)}";
    }
}
