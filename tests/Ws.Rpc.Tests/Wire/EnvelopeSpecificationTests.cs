using Xunit;

namespace Ws.Rpc.Tests.Wire;

/// <summary>The examples of the JSON-RPC 2.0 specification (protocol section 17), as far as the envelope decides them.</summary>
public sealed class EnvelopeSpecificationTests
{
    [Theory]
    [InlineData(
        "S1", """{"jsonrpc": "2.0", "method": "subtract", "params": [42, 23], "id": 1}""", "Request 1 subtract [42, 23]")]
    [InlineData(
        "S2", """{"jsonrpc": "2.0", "method": "subtract", "params": [23, 42], "id": 2}""", "Request 2 subtract [23, 42]")]
    [InlineData(
        "S3",
        """{"jsonrpc": "2.0", "method": "subtract", "params": {"subtrahend": 23, "minuend": 42}, "id": 3}""",
        """Request 3 subtract {"subtrahend": 23, "minuend": 42}""")]
    [InlineData(
        "S4",
        """{"jsonrpc": "2.0", "method": "subtract", "params": {"minuend": 42, "subtrahend": 23}, "id": 4}""",
        """Request 4 subtract {"minuend": 42, "subtrahend": 23}""")]
    [InlineData("S5", """{"jsonrpc": "2.0", "method": "update", "params": [1,2,3,4,5]}""", "Notification update [1,2,3,4,5]")]
    [InlineData("S6", """{"jsonrpc": "2.0", "method": "foobar"}""", "Notification foobar")]
    [InlineData("S7", """{"jsonrpc": "2.0", "method": "foobar", "id": "1"}""", "Request \"1\" foobar")]
    [InlineData("S8", """{"jsonrpc": "2.0", "method": "foobar, "params": "bar", "baz]""", "Invalid -32700 null")]
    [InlineData("S9", """{"jsonrpc": "2.0", "method": 1, "params": "bar"}""", "Invalid -32600 null")]
    [InlineData(
        "S10",
        """[{"jsonrpc": "2.0", "method": "sum", "params": [1,2,4], "id": "1"},{"jsonrpc": "2.0", "method"]""",
        "Invalid -32700 null")]
    [InlineData("S11", "[]", "Invalid -32600 null")]
    [InlineData("S12", "[1]", "Batch(Invalid -32600 null)")]
    [InlineData("S13", "[1,2,3]", "Batch(Invalid -32600 null; Invalid -32600 null; Invalid -32600 null)")]
    [InlineData(
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
        Batch(Request "1" sum [1,2,4]; Notification notify_hello [7]; Request "2" subtract [42,23]; Invalid -32600 null;
        """ + """ Request "5" foo.get {"name": "myself"}; Request "9" get_data)""")]
    [InlineData(
        "S15",
        """
        [{"jsonrpc": "2.0", "method": "notify_sum", "params": [1,2,4]},
         {"jsonrpc": "2.0", "method": "notify_hello", "params": [7]}]
        """,
        "Batch(Notification notify_sum [1,2,4]; Notification notify_hello [7])")]
    public void Example_reads_as_the_specification_says(string row, string message, string expected) =>
        Assert.Equal($"{row}: {expected}", $"{row}: {EnvelopeText.Describe(message)}");
}
