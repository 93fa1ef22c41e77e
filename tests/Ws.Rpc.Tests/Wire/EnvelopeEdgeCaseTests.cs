using System.Linq;
using Ws.Rpc.Wire;
using Xunit;

namespace Ws.Rpc.Tests.Wire;

/// <summary>The edge cases that protocol section 18 decides, and those that follow from its words.</summary>
public sealed class EnvelopeEdgeCaseTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"m"} x""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"m"}{"jsonrpc":"2.0","id":2,"method":"m"}""")]
    [InlineData("\uFEFF{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\"}")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"m",}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"m"/**/}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"m","params":[1,}""")]
    [InlineData("""{"jsonrpc":"2.0","id":01,"method":"m"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":NaN,"method":"m"}""")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"a\nb\"}")]
    [InlineData("5 5")]
    [InlineData("nul")]
    [InlineData("[1] 2")]
    [InlineData("[1,]")]
    public void Text_that_is_not_json_is_a_parse_error(string message) =>
        Assert.Equal("Invalid -32700 null", EnvelopeText.Describe(message));

    [Theory]
    [InlineData("{}", "null")]
    [InlineData("\"str\"", "null")]
    [InlineData("5", "null")]
    [InlineData("null", "null")]
    [InlineData("true", "null")]
    [InlineData("""{"jsonrpc":"2.0","id":null,"method":"m"}""", "null")]
    [InlineData("""{"jsonrpc":"2.0","id":true,"method":"m"}""", "null")]
    [InlineData("""{"jsonrpc":"2.0","id":[],"method":"m"}""", "null")]
    [InlineData("""{"jsonrpc":"2.0","id":{"a":[1]},"method":"m"}""", "null")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"id":1,"method":"m"}""", "null")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"\u0069d":2,"method":"m"}""", "null")]
    [InlineData("""{"id":1,"method":"m"}""", "1")]
    [InlineData("""{"jsonrpc":2.0,"id":1,"method":"m"}""", "1")]
    [InlineData("""{"jsonrpc":"1.0","id":1,"method":"m"}""", "1")]
    [InlineData("""{"jsonrpc":"2.0 ","id":1,"method":"m"}""", "1")]
    [InlineData("""{"jsonrpc":["2.0"],"id":1,"method":"m"}""", "1")]
    [InlineData("""{"jsonrpc":"2.\ud800","id":1,"method":"m"}""", "1")]
    [InlineData("""{"jsonrpc":"1.0","method":"m"}""", "null")]
    [InlineData("""{"method":"m"}""", "null")]
    [InlineData("""{"jsonrpc":"2.0","id":"a","method":"m","params":"bar"}""", "\"a\"")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"m","params":5}""", "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"m","params":false}""", "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1}""", "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":null}""", "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":["m"]}""", "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"m","result":1}""", "1")]
    [InlineData("""{"jsonrpc":"2.0","error":{},"id":1,"method":"m"}""", "1")]
    [InlineData("""{"jsonrpc":"2.0","jsonrpc":"2.0","id":1,"method":"m"}""", "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"m","method":"n"}""", "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"m","params":[],"params":[]}""", "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"m","credit":1,"credit":1}""", "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"m","traceparent":"a","traceparent":"b"}""", "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"m","tracestate":"a","tracestate":"b"}""", "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"\ud800"}""", "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"a\udc00b"}""", "1")]
    public void Json_that_is_no_message_is_an_invalid_request(string message, string id) =>
        Assert.Equal($"Invalid -32600 {id}", EnvelopeText.Describe(message));

    [Theory]
    [InlineData("1.5")]
    [InlineData("1.0")]
    [InlineData("-0")]
    [InlineData("1e3")]
    [InlineData("9007199254740993")]
    [InlineData("-9223372036854775808")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("1e400")]
    [InlineData("\"\"")]
    [InlineData("\"\\u0041\"")]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"ä\"")]
    public void Request_keeps_the_bytes_of_its_id(string id) =>
        Assert.Equal($"Request {id} m", EnvelopeText.Describe($$"""{"jsonrpc":"2.0","id":{{id}},"method":"m"}"""));

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"m","params":null}""", "Request 1 m")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"m","params":{}}""", "Request 1 m {}")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"m","extra":{"id":2,"method":[1]}}""", "Request 1 m")]
    [InlineData("""{"x":1,"x":2,"jsonrpc":"2.0","id":1,"method":"m"}""", "Request 1 m")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"\u006dethod":"m"}""", "Request 1 m")]
    [InlineData("""{"\u006a\u0073\u006f\u006e\u0072\u0070\u0063":"\u0032.0","id":1,"method":"m"}""", "Request 1 m")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"\u006d\ud83d\ude00"}""", "Request 1 m😀")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":""}""", "Request 1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"m","\ud800":1,"\udc00method":"\ud800"}""", "Request 1 m")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"Method":"x","method":"m","ID":7}""", "Request 1 m")]
    [InlineData("""{"jsonrpc":"2.0","id":0,"method":"m","credit":64}""", "Request 0 m  credit")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/session/ping","params":{}}""", "Notification $/session/ping {}")]
    [InlineData(
        " \t\r\n{ \"params\" : [ 1 ] , \"method\" : \"m\" , \"id\" : -1 , \"jsonrpc\" : \"2.0\" } \n", "Request -1 m [ 1 ]")]
    public void Odd_but_valid_request_is_read(string message, string expected) =>
        Assert.Equal(expected, EnvelopeText.Describe(message));

    [Theory]
    [InlineData("""{"result":1,"id":99}""", "Result 99 1")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"result":null}""", "Result 7 null")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"result":{"a":[1, 2]}}""", """Result 7 {"a":[1, 2]}""")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"error":{"code":1,"message":"m"}}""", """Error 7 {"code":1,"message":"m"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":null,"error":{}}""", "Error null {}")]
    [InlineData("""{"jsonrpc":"2.0","error":5}""", "Error null 5")]
    [InlineData("""{"jsonrpc":1,"id":[],"result":1}""", "Result null 1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"id":1,"result":1}""", "Result null 1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":1,"error":{}}""", "Error 1 {}")]
    [InlineData("""{"result":5,"error":null,"id":1}""", "Result 1 5")]
    [InlineData("""{"result":null,"error":{"code":1},"id":1}""", """Error 1 {"code":1}""")]
    [InlineData("""{"result":null,"error":null,"id":1}""", "Result 1 null")]
    [InlineData("""{"error":null,"id":1}""", "Error 1 null")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":1,"result":2}""", "Result 1 1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":1,"params":5}""", "Result 1 1")]
    public void Answer_is_an_answer_however_odd(string message, string expected) =>
        Assert.Equal(expected, EnvelopeText.Describe(message));

    [Fact]
    public void Method_that_is_not_utf8_is_refused_with_the_id()
    {
        byte[] message = [.. "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"a"u8, 0xC3, 0x28, .. "\"}"u8];
        Assert.Equal("Invalid -32600 1", EnvelopeText.Describe(message, WireLimits.Default));
    }

    [Fact]
    public void Id_that_is_not_utf8_is_refused_without_an_id_because_it_could_not_be_echoed()
    {
        byte[] message = [.. "{\"jsonrpc\":\"2.0\",\"method\":\"m\",\"id\":\"a"u8, 0xFF, .. "\"}"u8];
        Assert.Equal("Invalid -32600 null", EnvelopeText.Describe(message, WireLimits.Default));
    }

    [Fact]
    public void Unknown_member_that_is_not_utf8_is_skipped()
    {
        byte[] message = [.. "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\",\"x"u8, 0xFF, .. "\":\""u8, 0xC3, .. "\"}"u8];
        Assert.Equal("Request 1 m", EnvelopeText.Describe(message, WireLimits.Default));
    }

    [Theory]
    [InlineData(256, "Request 1 ")]
    [InlineData(257, "Invalid -32600 1")]
    public void Method_is_limited_in_its_unescaped_bytes(int length, string expected)
    {
        string plain = new('m', length);
        string escaped = string.Concat(Enumerable.Repeat("\\u006d", length));
        string suffix = expected.StartsWith("Request", System.StringComparison.Ordinal) ? plain : "";
        Assert.Equal(expected + suffix, EnvelopeText.Describe($$"""{"jsonrpc":"2.0","id":1,"method":"{{plain}}"}"""));
        Assert.Equal(expected + suffix, EnvelopeText.Describe($$"""{"jsonrpc":"2.0","id":1,"method":"{{escaped}}"}"""));
        Assert.Equal(expected + suffix, EnvelopeText.Describe($$"""{"jsonrpc":"2.0","id":1,"method":"\u006d{{plain[1..]}}"}"""));
    }

    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void Id_is_limited_in_its_bytes(int length, bool accepted)
    {
        string[] ids = [new('7', length), $"\"{new string('a', length - 2)}\""];
        Assert.All(ids, id => Assert.Equal(
            accepted ? $"Request {id} m" : "Invalid -32600 null",
            EnvelopeText.Describe($$"""{"jsonrpc":"2.0","id":{{id}},"method":"m"}""")));
    }

    [Theory]
    [InlineData(63, "Request 1 m")]
    [InlineData(64, "Invalid -32700 null")]
    public void Depth_counts_from_the_envelope(int depth, string expected)
    {
        string nested = new string('[', depth) + new string(']', depth);
        string unknown = $$"""{"jsonrpc":"2.0","id":1,"method":"m","x":{{nested}}}""";
        Assert.Equal(expected, EnvelopeText.Describe(unknown));
        string known = $$"""{"jsonrpc":"2.0","id":1,"method":"m","params":{{nested}}}""";
        Assert.StartsWith(expected, EnvelopeText.Describe(known), System.StringComparison.Ordinal);
    }

    [Fact]
    public void Flood_of_brackets_is_a_parse_error() =>
        Assert.Equal("Invalid -32700 null", EnvelopeText.Describe(new string('[', 1 << 20)));

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1}""", "'method' is missing")]
    [InlineData("""{"id":1,"method":"m"}""", "'jsonrpc' must be \"2.0\"")]
    [InlineData("""{"jsonrpc":"2.0","id":null,"method":"m"}""", "'id' must be a string or a number")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"m","params":"secret"}""", "'params' must be an array or an object")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"m","result":"secret"}""", "'method' excludes 'result' and 'error'")]
    [InlineData("""{"params":5,"method":7,"id":[],"jsonrpc":"2.0"}""", "'id' must be a string or a number")]
    [InlineData("""{"jsonrpc":"2.0","params":5,"method":7,"id":1}""", "'method' must be a string")]
    [InlineData("[]", "a batch has at least one entry")]
    [InlineData("7", "a message is an object or an array of objects")]
    public void Detail_says_what_is_wrong(string message, string expected) =>
        Assert.Equal(expected, EnvelopeText.Detail(message));
}
