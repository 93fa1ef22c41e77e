using System.Linq;
using System.Reflection;
using System.Text.Json;
using Ws.Rpc.Wire;
using Xunit;

namespace Ws.Rpc.Tests.Wire;

public sealed class ErrorWriterTests
{
    [Fact]
    public void Error_has_its_own_text_and_data() =>
        Assert.Equal(
            """{"jsonrpc":"2.0","id":7,"error":{"code":42,"message":"no \u0022seat\u0022","data":{"left":0}}}""",
            BufferText.Of(buffer => ErrorWriter.Write(buffer, new RequestId(7), 42, "no \"seat\"", "{\"left\":0}"u8)));

    [Fact]
    public void Error_without_data_leaves_it_out() =>
        Assert.Equal(
            """{"jsonrpc":"2.0","id":null,"error":{"code":-32000,"message":""}}""",
            BufferText.Of(buffer => ErrorWriter.Write(buffer, RequestId.None, -32000, "", default)));

    [Theory]
    [InlineData(-32700, "Parse error")]
    [InlineData(-32600, "Invalid Request")]
    [InlineData(-32601, "Method not found")]
    [InlineData(-32602, "Invalid params")]
    [InlineData(-32603, "Internal error")]
    [InlineData(-32800, "Request cancelled")]
    public void Standard_error_has_the_words_of_the_specification(int code, string message) =>
        Assert.Equal(
            $$$"""{"jsonrpc":"2.0","id":null,"error":{"code":{{{code}}},"message":"{{{message}}}"}}""",
            BufferText.Of(buffer => ErrorWriter.WriteStandard(buffer, RequestId.None, code, null)));

    [Fact]
    public void Standard_error_tells_the_detail_and_the_trace() =>
        Assert.Equal(
            """{"jsonrpc":"2.0","id":7,"error":{"code":-32602,"message":"Invalid params","data":{"type":"InvalidParams","""
            + "\"message\":\"\\u0027text\\u0027 is required\",\"traceId\":\"4bf9\"}}}",
            BufferText.Of(buffer => ErrorWriter.WriteStandard(buffer, new RequestId(7), -32602, "'text' is required", "4bf9")));

    [Fact]
    public void Standard_error_with_a_trace_alone_has_no_detail() =>
        Assert.Equal(
            """{"jsonrpc":"2.0","id":7,"error":{"code":-32603,"message":"Internal error","""
            + """ "data":{"type":"InternalError","traceId":"t"}}}"""[1..],
            BufferText.Of(buffer => ErrorWriter.WriteStandard(buffer, new RequestId(7), -32603, null, "t")));

    [Theory]
    [InlineData("\u0000\u001b\"\\</script>\u2028ä😀")]
    [InlineData("\ud800 and \udc00")]
    public void Text_of_the_peer_stays_text(string text)
    {
        string json = BufferText.Of(buffer => ErrorWriter.WriteStandard(buffer, new RequestId(1), -32601, text));
        using JsonDocument document = JsonDocument.Parse(json);
        string? read = document.RootElement.GetProperty("error").GetProperty("data").GetProperty("message").GetString();
        Assert.Equal(text.Replace('\ud800', '\ufffd').Length, read!.Length);
        Assert.All(json, c => Assert.InRange(c, ' ', '~'));
    }

    [Fact]
    public void Every_code_has_a_name_and_a_text_of_its_own()
    {
        FieldInfo[] codes = typeof(RpcErrorCode).GetFields(BindingFlags.Public | BindingFlags.Static);
        Assert.NotEmpty(codes);
        (string Type, string Message)[] described = [.. codes.Select(f => StandardError.Describe((int)f.GetRawConstantValue()!))];
        Assert.Equal(codes.Select(f => f.Name), described.Select(d => d.Type));
        Assert.Equal(codes.Length, described.Select(d => d.Message).Distinct().Count());
    }
}
