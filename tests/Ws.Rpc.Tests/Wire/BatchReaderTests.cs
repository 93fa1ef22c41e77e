using System.Linq;
using Xunit;

namespace Ws.Rpc.Tests.Wire;

public sealed class BatchReaderTests
{
    private const string Call = """{"jsonrpc":"2.0","id":1,"method":"m"}""";

    [Theory]
    [InlineData("[[]]", "Batch(Invalid -32600 null)")]
    [InlineData("[[" + Call + "]]", "Batch(Invalid -32600 null)")]
    [InlineData("[null,true,\"a\",1.5e3, {} ]",
        "Batch(Invalid -32600 null; Invalid -32600 null; Invalid -32600 null; Invalid -32600 null; Invalid -32600 null)")]
    [InlineData("[" + Call + " ,\n" + Call + "]", "Batch(Request 1 m; Request 1 m)")]
    [InlineData("""[{"result":1,"id":99},{"error":{},"id":98}]""", "Batch(Result 99 1; Error 98 {})")]
    [InlineData("""[{"jsonrpc":"2.0","id":1,"method":"m","credit":1}]""", "Batch(Invalid -32600 1)")]
    [InlineData("""[{"jsonrpc":"2.0","id":1,"method":"$/session/open"}]""", "Batch(Invalid -32600 1)")]
    [InlineData("""[{"jsonrpc":"2.0","method":"\u0024/session/ack"}]""", "Batch(Invalid -32600 null)")]
    [InlineData("""[{"jsonrpc":"2.0","method":"$/cancelRequest","params":[1]}]""", "Batch(Notification $/cancelRequest [1])")]
    public void Entries_are_judged_one_by_one(string message, string expected) =>
        Assert.Equal(expected, EnvelopeText.Describe(message));

    [Fact]
    public void Batch_of_64_entries_is_read() =>
        Assert.Equal($"Batch({string.Join("; ", Enumerable.Repeat("Request 1 m", 64))})", EnvelopeText.Describe(Batch(64)));

    [Fact]
    public void Batch_of_65_entries_is_too_large() => Assert.Equal("Invalid -32010 null", EnvelopeText.Describe(Batch(65)));

    [Fact]
    public void Large_batch_that_breaks_off_is_a_parse_error() =>
        Assert.Equal("Invalid -32700 null", EnvelopeText.Describe(Batch(65)[..^1]));

    private static string Batch(int entries) => $"[{string.Join(',', Enumerable.Repeat(Call, entries))}]";
}
