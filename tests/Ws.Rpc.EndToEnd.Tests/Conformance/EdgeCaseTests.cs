using System;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Conformance;

/// <summary>The edge cases of protocol section 18. The connection survives each.</summary>
public sealed class EdgeCaseTests(CalculatorHost host) : IClassFixture<CalculatorHost>
{
    /// <summary>What is sent, the code, and the id of the answer as it stands in it.</summary>
    public static TheoryData<string, int, string> Refused => new()
    {
        { """{"jsonrpc":"2.0","id":1,"method":"echo","params":["x"]""", -32700, "null" },
        { """{"jsonrpc":"2.0","id":1,"method":"echo","params":["x"]} and more""", -32700, "null" },
        { """{"jsonrpc":"2.0","id":1,"method":"getData"}{"jsonrpc":"2.0","id":2,"method":"getData"}""", -32700, "null" },
        { "\uFEFF{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"getData\"}", -32700, "null" },
        { "", -32700, "null" },
        { "   ", -32700, "null" },
        { """{"jsonrpc":"2.0","method":1}""", -32600, "null" },
        { """{"jsonrpc":"2.0","method":"echo","params":"bar"}""", -32600, "null" },
        { "{}", -32600, "null" },
        { "\"str\"", -32600, "null" },
        { "5", -32600, "null" },
        { "null", -32600, "null" },
        { """{"jsonrpc":"2.0","id":null,"method":"getData"}""", -32600, "null" },
        { """{"jsonrpc":"2.0","id":true,"method":"getData"}""", -32600, "null" },
        { """{"jsonrpc":"2.0","id":[],"method":"getData"}""", -32600, "null" },
        { """{"jsonrpc":"2.0","id":{},"method":"getData"}""", -32600, "null" },
        { """{"jsonrpc":"2.0","id":1,"id":2,"method":"getData"}""", -32600, "null" },
        { """{"id":1,"method":"getData"}""", -32600, "1" },
        { """{"jsonrpc":2.0,"id":1,"method":"getData"}""", -32600, "1" },
        { """{"jsonrpc":"2.0","id":1,"method":"echo","params":"bar"}""", -32600, "1" },
        { """{"jsonrpc":"2.0","id":1,"method":"echo","params":5}""", -32600, "1" },
        { """{"jsonrpc":"2.0","id":1}""", -32600, "1" },
        { """{"jsonrpc":"2.0","id":1,"method":"getData","method":"getData"}""", -32600, "1" },
        { """{"jsonrpc":"2.0","id":1,"method":"getData","result":1}""", -32600, "1" },
        { """{"jsonrpc":"2.0","id":1,"method":"getData","error":{"code":1,"message":"x"}}""", -32600, "1" },
        { """{"jsonrpc":"2.0","id":1,"result":1,"method":"getData"}""", -32600, "1" },
        { """{"jsonrpc":"2.0","id":1,"result":1}}""", -32700, "null" },
        { """{"jsonrpc":"2.0","id":1,"method":"subtract","params":[1]}""", -32602, "1" },
        { """{"jsonrpc":"2.0","id":1,"method":"subtract"}""", -32602, "1" },
        { """{"jsonrpc":"2.0","id":1,"method":"subtract","params":null}""", -32602, "1" },
        { """{"jsonrpc":"2.0","id":1,"method":"subtract","params":[1,2,3]}""", -32602, "1" },
        { """{"jsonrpc":"2.0","id":1,"method":"subtract","params":{"minuend":1}}""", -32602, "1" },
        { """{"jsonrpc":"2.0","id":1,"method":"subtract","params":[1,"2"]}""", -32602, "1" },
        { """{"jsonrpc":"2.0","id":1,"method":"subtract","params":[1,2.5]}""", -32602, "1" },
        { """{"jsonrpc":"2.0","id":1,"method":"subtract","params":[1,99999999999]}""", -32602, "1" },
        { """{"jsonrpc":"2.0","id":1,"method":"echo","params":[null]}""", -32602, "1" },
        { """{"jsonrpc":"2.0","id":1,"method":"echo","params":["\ud800"]}""", -32602, "1" },
        { """{"jsonrpc":"2.0","id":1,"method":"echo","params":["\udc00\ud800"]}""", -32602, "1" },
        { """{"jsonrpc":"2.0","id":1,"method":"Subtract","params":[1,2]}""", -32601, "1" },
        { """{"jsonrpc":"2.0","id":1,"method":"subtractAsync","params":[1,2]}""", -32601, "1" },
        { """{"jsonrpc":"2.0","id":1,"method":"$/unknown"}""", -32601, "1" },
        { """{"jsonrpc":"2.0","id":1,"method":"rpc.discover"}""", -32601, "1" },
    };

    /// <summary>What is sent, and the whole answer.</summary>
    public static TheoryData<string, string> Executed => new()
    {
        { """{"jsonrpc":"2.0","id":1.5,"method":"echo","params":["x"]}""", """{"jsonrpc":"2.0","id":1.5,"result":"x"}""" },
        { """{"jsonrpc":"2.0","id":1.0,"method":"echo","params":["x"]}""", """{"jsonrpc":"2.0","id":1.0,"result":"x"}""" },
        { """{"jsonrpc":"2.0","id":0,"method":"echo","params":["x"]}""", """{"jsonrpc":"2.0","id":0,"result":"x"}""" },
        { """{"jsonrpc":"2.0","id":-0,"method":"echo","params":["x"]}""", """{"jsonrpc":"2.0","id":-0,"result":"x"}""" },
        { """{"jsonrpc":"2.0","id":1E2,"method":"echo","params":["x"]}""", """{"jsonrpc":"2.0","id":1E2,"result":"x"}""" },
        {
            """{"jsonrpc":"2.0","id":9007199254740993,"method":"echo","params":["x"]}""",
            """{"jsonrpc":"2.0","id":9007199254740993,"result":"x"}"""
        },
        { """{"jsonrpc":"2.0","id":"","method":"echo","params":["x"]}""", """{"jsonrpc":"2.0","id":"","result":"x"}""" },
        {
            """{"jsonrpc":"2.0","id":"\u0041é","method":"echo","params":["x"]}""",
            """{"jsonrpc":"2.0","id":"\u0041é","result":"x"}"""
        },
        { """{"jsonrpc":"2.0","id":1,"method":"sum","params":null}""", """{"jsonrpc":"2.0","id":1,"result":0}""" },
        { """{"jsonrpc":"2.0","id":1,"method":"sum"}""", """{"jsonrpc":"2.0","id":1,"result":0}""" },
        { """{"extra":[{}],"jsonrpc":"2.0","id":1,"method":"sum","more":"x"}""", """{"jsonrpc":"2.0","id":1,"result":0}""" },
        { """{"jsonrpc":"2.0","id":1,"\u006dethod":"sum"}""", """{"jsonrpc":"2.0","id":1,"result":0}""" },
        { """{"jsonrpc":"2.0","id":1,"method":"\u0073um"}""", """{"jsonrpc":"2.0","id":1,"result":0}""" },
        {
            """{"params":{"numbers":[1,2],"unknown":{"a":[1]}},"method":"sum","id":1,"jsonrpc":"2.0"}""",
            """{"jsonrpc":"2.0","id":1,"result":3}"""
        },
        {
            """{"jsonrpc":"2.0","id":1,"method":"subtract","params":{"min\u0075end":5,"subtrahend":3,"\ud800":0}}""",
            """{"jsonrpc":"2.0","id":1,"result":2}"""
        },
        { """{"jsonrpc":"2.0","id":1,"method":"delay","params":[0]}""", """{"jsonrpc":"2.0","id":1,"result":null}""" },
        {
            """[{"jsonrpc":"2.0","id":1,"method":"sum"},{"jsonrpc":"2.0","id":1,"method":"sum"}]""",
            """[{"jsonrpc":"2.0","id":1,"result":0},{"jsonrpc":"2.0","id":1,"result":0}]"""
        },
    };

    public static TheoryData<string> Unanswered =>
    [
        """{"jsonrpc":"2.0","method":"unknown","params":[1]}""",
        """{"jsonrpc":"2.0","method":"$/unknown","params":[1]}""",
        """{"jsonrpc":"2.0","method":"update","params":["not a number"]}""",
        """{"jsonrpc":"2.0","method":"fail","params":[1,"nobody asked"]}""",
        """{"jsonrpc":"2.0","result":1,"id":99}""",
        """{"jsonrpc":"2.0","result":1,"id":-1}""",
        """{"jsonrpc":"2.0","error":{"code":1,"message":"x"},"id":null}""",
        """{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":99}}""",
        """{"jsonrpc":"2.0","method":"$/cancelRequest","params":{}}""",
    ];

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Server_answers_the_documented_code_when_a_message_is_wrong(string sent, int code, string id)
    {
        await using RawClient client = await RawClient.ConnectAsync(host.Address);

        await client.SendAsync(sent);
        string answer = await client.ReceiveAsync();

        AssertRefused(answer, code, id);
        await client.AssertSilentAndAliveAsync();
    }

    [Theory]
    [MemberData(nameof(Executed))]
    public async Task Server_executes_and_echoes_the_id_when_a_message_is_unusual(string sent, string expected)
    {
        await using RawClient client = await RawClient.ConnectAsync(host.Address);

        await client.SendAsync(sent);

        Assert.Equal(expected, await client.ReceiveAsync());
        await client.AssertSilentAndAliveAsync();
    }

    [Theory]
    [MemberData(nameof(Unanswered))]
    public async Task Server_stays_silent_when_no_answer_is_due(string sent)
    {
        await using RawClient client = await RawClient.ConnectAsync(host.Address);

        await client.SendAsync(sent);

        await client.AssertSilentAndAliveAsync();
    }

    [Fact]
    public async Task Nested_batch_is_refused_inside_the_array_when_sent()
    {
        await using RawClient client = await RawClient.ConnectAsync(host.Address);

        await client.SendAsync("[[]]");
        string answer = await client.ReceiveAsync();

        Assert.Equal('[', answer[0]);
        AssertRefused(answer[1..^1], -32600, "null");
        await client.AssertSilentAndAliveAsync();
    }

    [Fact]
    public async Task Batch_is_refused_as_a_whole_when_it_has_too_many_entries()
    {
        await using RawClient client = await RawClient.ConnectAsync(host.Address);
        const string Entry = """{"jsonrpc":"2.0","id":1,"method":"sum"}""";

        await client.SendAsync('[' + string.Join(',', System.Linq.Enumerable.Repeat(Entry, 65)) + ']');

        AssertRefused(await client.ReceiveAsync(), -32010, "null");
        await client.AssertSilentAndAliveAsync();
    }

    [Theory]
    [InlineData("""[{"jsonrpc":"2.0","id":1,"method":"$/session/open","params":{"versions":[1]}}]""")]
    [InlineData("""[{"jsonrpc":"2.0","id":1,"method":"sum","credit":5}]""")]
    public async Task Entry_of_a_batch_is_refused_when_it_belongs_outside(string sent)
    {
        await using RawClient client = await RawClient.ConnectAsync(host.Address);

        await client.SendAsync(sent);

        AssertRefused((await client.ReceiveAsync())[1..^1], -32600, "1");
        await client.AssertSilentAndAliveAsync();
    }

    [Fact]
    public async Task Cancel_is_answered_with_the_cancelled_code_when_it_names_a_running_call()
    {
        await using RawClient client = await RawClient.ConnectAsync(host.Address);

        await client.SendAsync("""{"jsonrpc":"2.0","id":"slow","method":"delay","params":[600000]}""");
        await client.SendAsync("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":["slow"]}""");

        Assert.Equal(
            """{"jsonrpc":"2.0","id":"slow","error":{"code":-32800,"message":"Request cancelled"}}""",
            await client.ReceiveAsync());
        await client.AssertSilentAndAliveAsync();
    }

    private static void AssertRefused(string answer, int code, string id)
    {
        string head = $$"""{"jsonrpc":"2.0","id":{{id}},"error":{"code":{{code}},"message":""";
        Assert.StartsWith(head, answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", answer, StringComparison.Ordinal);
        using var parsed = JsonDocument.Parse(Encoding.UTF8.GetBytes(answer));
        Assert.Equal(JsonValueKind.String, parsed.RootElement.GetProperty("error").GetProperty("message").ValueKind);
    }
}
