using System.Threading.Tasks;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Conformance;

/// <summary>All examples of the JSON-RPC 2.0 specification, in the order of protocol section 17.</summary>
public sealed class SpecificationTests(CalculatorHost host) : IClassFixture<CalculatorHost>
{
    public static TheoryData<string, string, string?> Examples => new()
    {
        {
            "S1",
            """{"jsonrpc": "2.0", "method": "subtract", "params": [42, 23], "id": 1}""",
            """{"jsonrpc":"2.0","result":19,"id":1}"""
        },
        {
            "S2",
            """{"jsonrpc": "2.0", "method": "subtract", "params": [23, 42], "id": 2}""",
            """{"jsonrpc":"2.0","result":-19,"id":2}"""
        },
        {
            "S3",
            """{"jsonrpc": "2.0", "method": "subtract", "params": {"subtrahend": 23, "minuend": 42}, "id": 3}""",
            """{"jsonrpc":"2.0","result":19,"id":3}"""
        },
        {
            "S4",
            """{"jsonrpc": "2.0", "method": "subtract", "params": {"minuend": 42, "subtrahend": 23}, "id": 4}""",
            """{"jsonrpc":"2.0","result":19,"id":4}"""
        },
        { "S5", """{"jsonrpc": "2.0", "method": "update", "params": [1,2,3,4,5]}""", null },
        { "S6", """{"jsonrpc": "2.0", "method": "foobar"}""", null },
        {
            "S7",
            """{"jsonrpc": "2.0", "method": "foobar", "id": "1"}""",
            """{"jsonrpc":"2.0","error":{"code":-32601,"message":"Method not found"},"id":"1"}"""
        },
        {
            "S8",
            """{"jsonrpc": "2.0", "method": "foobar, "params": "bar", "baz]""",
            """{"jsonrpc":"2.0","error":{"code":-32700,"message":"Parse error"},"id":null}"""
        },
        {
            "S9",
            """{"jsonrpc": "2.0", "method": 1, "params": "bar"}""",
            """{"jsonrpc":"2.0","error":{"code":-32600,"message":"Invalid Request"},"id":null}"""
        },
        {
            "S10",
            """[{"jsonrpc": "2.0", "method": "sum", "params": [1,2,4], "id": "1"},{"jsonrpc": "2.0", "method"]""",
            """{"jsonrpc":"2.0","error":{"code":-32700,"message":"Parse error"},"id":null}"""
        },
        { "S11", "[]", """{"jsonrpc":"2.0","error":{"code":-32600,"message":"Invalid Request"},"id":null}""" },
        { "S12", "[1]", """[{"jsonrpc":"2.0","error":{"code":-32600,"message":"Invalid Request"},"id":null}]""" },
        {
            "S13",
            "[1,2,3]",
            """
            [{"jsonrpc":"2.0","error":{"code":-32600,"message":"Invalid Request"},"id":null},
             {"jsonrpc":"2.0","error":{"code":-32600,"message":"Invalid Request"},"id":null},
             {"jsonrpc":"2.0","error":{"code":-32600,"message":"Invalid Request"},"id":null}]
            """
        },
        {
            "S14",
            """
            [{"jsonrpc": "2.0", "method": "sum", "params": [1,2,4], "id": "1"},
             {"jsonrpc": "2.0", "method": "notify_hello", "params": [7]},
             {"jsonrpc": "2.0", "method": "subtract", "params": [42,23], "id": "2"},
             {"foo": "boo"},
             {"jsonrpc": "2.0", "method": "foo.get", "params": {"name": "myself"}, "id": "5"},
             {"jsonrpc": "2.0", "method": "get_data", "id": "9"}]
            """,
            """
            [{"jsonrpc":"2.0","result":7,"id":"1"},
             {"jsonrpc":"2.0","result":19,"id":"2"},
             {"jsonrpc":"2.0","error":{"code":-32600,"message":"Invalid Request"},"id":null},
             {"jsonrpc":"2.0","error":{"code":-32601,"message":"Method not found"},"id":"5"},
             {"jsonrpc":"2.0","result":["hello",5],"id":"9"}]
            """
        },
        {
            "S15",
            """
            [{"jsonrpc": "2.0", "method": "notify_sum", "params": [1,2,4]},
             {"jsonrpc": "2.0", "method": "notify_hello", "params": [7]}]
            """,
            null
        },
    };

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Server_answers_as_the_specification_shows_when_asked(string example, string sent, string? expected)
    {
        await using RawClient client = await RawClient.ConnectAsync(host.Address);

        await client.SendAsync(sent);

        if (expected is not null)
        {
            Answer.AssertEqual(example, expected, await client.ReceiveAsync());
        }

        await client.AssertSilentAndAliveAsync();
    }

    [Fact]
    public async Task Connection_survives_all_examples_one_after_the_other()
    {
        await using RawClient client = await RawClient.ConnectAsync(host.Address);

        foreach (object?[] row in Examples)
        {
            await client.SendAsync((string)row[1]!);
            if (row[2] is string expected)
            {
                Answer.AssertEqual((string)row[0]!, expected, await client.ReceiveAsync());
            }
        }

        await client.AssertSilentAndAliveAsync();
    }
}
