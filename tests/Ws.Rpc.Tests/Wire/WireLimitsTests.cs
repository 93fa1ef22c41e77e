using System.Text;
using Ws.Rpc.Wire;
using Xunit;

namespace Ws.Rpc.Tests.Wire;

public sealed class WireLimitsTests
{
    [Fact]
    public void Defaults_are_those_of_the_protocol() =>
        Assert.Equal(
            new WireLimits { MaxDepth = 64, MaxMethodBytes = 256, MaxIdBytes = 128, MaxBatchEntries = 64 }, WireLimits.Default);

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":12,"method":"abcd","params":[[]]}""", "Request 12 abcd [[]]")]
    [InlineData("""{"jsonrpc":"2.0","id":12,"method":"abcde"}""", "Invalid -32600 12")]
    [InlineData("""{"jsonrpc":"2.0","id":12,"method":"\u0061bcde"}""", "Invalid -32600 12")]
    [InlineData("""{"jsonrpc":"2.0","id":123,"method":"m"}""", "Invalid -32600 null")]
    [InlineData("""{"jsonrpc":"2.0","id":12,"method":"m","params":[[[]]]}""", "Invalid -32700 null")]
    [InlineData("[1,2]", "Batch(Invalid -32600 null; Invalid -32600 null)")]
    [InlineData("[1,2,3]", "Invalid -32010 null")]
    public void Reader_obeys_other_limits(string message, string expected)
    {
        WireLimits limits = new() { MaxDepth = 3, MaxMethodBytes = 4, MaxIdBytes = 2, MaxBatchEntries = 2 };
        Assert.Equal(expected, EnvelopeText.Describe(Encoding.UTF8.GetBytes(message), limits));
    }
}
