using System.Text;
using CsCheck;
using Ws.Rpc.Wire;
using Xunit;

namespace Ws.Rpc.Tests.Wire;

/// <summary>What is predicted must be what the full reader says, wherever the payload is what it seems.</summary>
public sealed class PredictedEnvelopeTests
{
    private static readonly string[] s_pieces =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "1", "0", "-", "7", " ", "null", "{\"jsonrpc\":\"2.0\",", "\"id\":", "\"method\":\"", "\"params\":",
        "\"result\":", "\"error\":", "add", "\"x\"", "[1,2]", "{\"a\":1}", "\"params\":[1,2]}", "\"id\":1,",
    ];

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"add","params":[1,2]}""")]
    [InlineData("""{"jsonrpc":"2.0","id":-7,"method":"add","params":[]}""")]
    [InlineData("""{"jsonrpc":"2.0","id":0,"method":"ping"}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"poke","params":["a ]} b"]}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"poke"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"result":null}""")]
    [InlineData("""{"jsonrpc":"2.0","id":9223372036854775807,"result":{"a":[1,2]}}""")]
    public void Usual_messages_are_predicted_as_the_reader_reads_them(string json)
    {
        Assert.True(IsPredicted(json));
        AssertAgrees(json);
    }

    [Theory]
    [InlineData("")]
    [InlineData("""{"jsonrpc":"2.0",}""")]
    [InlineData("""{"jsonrpc":"2.0","id":}""")]
    [InlineData("""{"jsonrpc":"2.0","id":7}""")]
    [InlineData("""{"jsonrpc":"2.0","id":7,}""")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"result":}""")]
    [InlineData("""{"jsonrpc":"2.0","id":07,"result":1}""")]
    [InlineData("""{"jsonrpc":"2.0","id":-0,"result":1}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1.0,"method":"add","params":[1,2]}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1e3,"method":"add","params":[1,2]}""")]
    [InlineData("""{"jsonrpc":"2.0","id":"7","method":"add","params":[1,2]}""")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"\u0061dd","params":[1,2]}""")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"add","params":{"left":1}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"add","params":[1,2],"traceparent":"00-x"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"add","params":null}""")]
    [InlineData("""{"jsonrpc":"2.0","result":1}""")]
    [InlineData("""{"jsonrpc":"2.0", "id":7,"result":1}""")]
    [InlineData("""{"id":7,"jsonrpc":"2.0","result":1}""")]
    [InlineData("""[{"jsonrpc":"2.0","id":7,"result":1}]""")]
    public void Anything_else_is_left_to_the_reader(string json) => Assert.False(IsPredicted(json));

    [Fact]
    public void Random_messages_are_never_predicted_as_something_else() =>
        Gen.Int[0, s_pieces.Length - 1].Select(i => s_pieces[i]).Array[0, 14].Sample(pieces => AssertAgrees("{\"jsonrpc\":\"2.0\"," + string.Concat(pieces)), iter: 200_000);

    private static bool IsPredicted(string json) => PredictedEnvelope.TryRead(Encoding.UTF8.GetBytes(json), WireLimits.Default, out _);

    private static void AssertAgrees(string json) => PredictedAgreement.Assert(Encoding.UTF8.GetBytes(json));
}
