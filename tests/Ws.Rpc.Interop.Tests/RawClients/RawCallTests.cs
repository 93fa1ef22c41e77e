using System.Linq;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Ws.Rpc.Interop.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.Interop.Tests.RawClients;

public sealed class RawCallTests
{
    [Theory]
    [InlineData("1")]
    [InlineData("0")]
    [InlineData("-7")]
    [InlineData("1.5")]
    [InlineData("1.0")]
    [InlineData("1e3")]
    [InlineData("9007199254740993")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("\"\"")]
    [InlineData("\"1\"")]
    [InlineData("\"é ☃ \\u00e9 \\\"\\/\"")]
    public async Task Id_is_echoed_byte_for_byte(string id)
    {
        await using PartsServer server = await PartsServer.StartAsync();
        using RawClient client = await RawClient.ConnectAsync(server.Uri);

        string? answer = await client.AskAsync($$"""{"jsonrpc": "2.0", "method": "subtract", "params": [42, 23], "id": {{id}} }""");

        Assert.Equal($$"""{"jsonrpc":"2.0","id":{{id}},"result":19}""", answer);
    }

    [Theory]
    [InlineData("[0.5, 4]", "2")]
    [InlineData("[1e2, 1e-3]", "0.1")]
    [InlineData("{\"factor\": -1.25, \"value\": 2}", "-2.5")]
    public async Task Floating_point_numbers_are_read_in_every_notation(string arguments, string result)
    {
        await using PartsServer server = await PartsServer.StartAsync();
        using RawClient client = await RawClient.ConnectAsync(server.Uri);

        string? answer = await client.AskAsync($$"""{"params":{{arguments}},"id":"f","method":"scale","jsonrpc":"2.0"}""");

        Assert.Equal($$"""{"jsonrpc":"2.0","id":"f","result":{{result}}}""", answer);
    }

    [Fact]
    public async Task Batch_is_answered_by_one_array_without_its_notifications()
    {
        await using PartsServer server = await PartsServer.StartAsync();
        using RawClient client = await RawClient.ConnectAsync(server.Uri);

        string? answer = await client.AskAsync("""
            [
              {"jsonrpc":"2.0","method":"sum","params":[1,2,4],"id":"1"},
              {"jsonrpc":"2.0","method":"note","params":["seven"]},
              {"jsonrpc":"2.0","method":"subtract","params":[42,23],"id":2.5},
              {"foo":"boo"},
              {"jsonrpc":"2.0","method":"foo.get","params":{"name":"myself"},"id":"5"},
              {"jsonrpc":"2.0","method":"store","params":[{"name":"nut","price":1,"colour":null,"sizes":[]}],"id":9},
              7
            ]
            """);

        string[] expected =
        [
            """{"jsonrpc":"2.0","id":"1","result":7}""",
            """{"jsonrpc":"2.0","id":2.5,"result":19}""",
            """{"jsonrpc":"2.0","id":null,"error":-32600}""",
            """{"jsonrpc":"2.0","id":"5","error":-32601}""",
            """{"jsonrpc":"2.0","id":9,"result":null}""",
            """{"jsonrpc":"2.0","id":null,"error":-32600}""",
        ];
        Assert.Equal(expected.Order(), JsonNode.Parse(answer!)!.AsArray().Select(entry => WithoutTexts(entry!)).Order());
        Assert.Equal("noted seven", await server.Journal.NextAsync());
    }

    [Theory]
    [InlineData("""[{"jsonrpc":"2.0","method":"note","params":["a"]},{"jsonrpc":"2.0","method":"nobody"}]""")]
    [InlineData("""{"jsonrpc":"2.0","method":"note","params":{"text":"a"}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"nobody"}""")]
    [InlineData("""{"jsonrpc":"2.0","result":1,"id":99}""")]
    [InlineData("""{"jsonrpc":"2.0","error":{"code":1,"message":"x"},"id":"stray"}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":99}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/unknown","params":[]}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"subtract","params":["not","numbers"]}""")]
    public async Task What_wants_no_answer_gets_none(string message)
    {
        await using PartsServer server = await PartsServer.StartAsync();
        using RawClient client = await RawClient.ConnectAsync(server.Uri);

        await client.SendAsync(message);

        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":"next"}""", await client.AskAsync(Echo("next")));
    }

    [Theory]
    [InlineData("""{"jsonrpc": "2.0", "method": "foobar, "params": "bar", "baz]""", -32700, "null")]
    [InlineData("", -32700, "null")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"sum"} {}""", -32700, "null")]
    [InlineData("[]", -32600, "null")]
    [InlineData("\"str\"", -32600, "null")]
    [InlineData("""{"jsonrpc":"2.0","method":1,"params":"bar"}""", -32600, "null")]
    [InlineData("""{"jsonrpc":"1.0","method":"sum","id":"v"}""", -32600, "\"v\"")]
    [InlineData("""{"jsonrpc":"2.0","method":"sum","params":5,"id":1.5}""", -32600, "1.5")]
    [InlineData("""{"jsonrpc":"2.0","method":"echo","params":["\ud800"],"id":3}""", -32602, "3")]
    [InlineData("""{"jsonrpc":"2.0","method":"subtract","params":[1.5,1],"id":4}""", -32602, "4")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/enumerator/next","params":{"token":1},"id":5}""", -32001, "5")]
    public async Task Bad_message_gets_its_code_and_the_connection_goes_on(string message, int code, string id)
    {
        await using PartsServer server = await PartsServer.StartAsync();
        using RawClient client = await RawClient.ConnectAsync(server.Uri);

        string? answer = await client.AskAsync(message);

        Assert.Equal($$"""{"jsonrpc":"2.0","id":{{id}},"error":{{code}}}""", WithoutTexts(JsonNode.Parse(answer!)!));
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":"next"}""", await client.AskAsync(Echo("next")));
    }

    [Fact]
    public async Task Internal_error_tells_a_trace_id_and_nothing_else()
    {
        await using PartsServer server = await PartsServer.StartAsync();
        using RawClient client = await RawClient.ConnectAsync(server.Uri);

        string? answer = await client.AskAsync("""{"jsonrpc":"2.0","id":1,"method":"break","params":["password=1234"]}""");

        Assert.Matches(
            """^{"jsonrpc":"2\.0","id":1,"error":{"code":-32603,"message":"[^"]+","data":{"type":"InternalError","traceId":"[0-9a-f]{32}"}}}$""",
            answer);
        Assert.DoesNotContain("1234", answer, System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_in_pieces_cut_inside_of_characters_is_put_together()
    {
        await using PartsServer server = await PartsServer.StartAsync();
        using RawClient client = await RawClient.ConnectAsync(server.Uri);

        await client.SendInPiecesAsync(Echo("☃𝄞☃"), size: 1);

        JsonNode answer = JsonNode.Parse((await client.ReceiveAsync())!)!;
        Assert.Equal("☃𝄞☃", (string?)answer["result"]);
    }

    [Fact]
    public async Task Binary_message_closes_with_1003()
    {
        await using PartsServer server = await PartsServer.StartAsync();
        using RawClient client = await RawClient.ConnectAsync(server.Uri);

        await client.SendAsync(Encoding.UTF8.GetBytes(Echo("x")), WebSocketMessageType.Binary);

        Assert.Null(await client.ReceiveAsync());
        Assert.Equal((WebSocketCloseStatus)1003, client.CloseStatus);
        Assert.Equal("disconnected ProtocolViolation 1003", await server.Journal.NextAsync());
    }

    private static string Echo(string text) => $$"""{"jsonrpc":"2.0","id":1,"method":"echo","params":["{{text}}"]}""";

    /// <summary>The answer with the error's code in place of the error: texts are for people.</summary>
    private static string WithoutTexts(JsonNode answer)
    {
        if (answer["error"] is JsonNode error)
        {
            answer["error"] = error["code"]!.DeepClone();
        }

        return answer.ToJsonString();
    }
}
