using System.Net.WebSockets;
using System.Text;
using System.Threading.Tasks;
using Minimal.Server;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Conformance;

/// <summary>What ends a connection, and only the one that did it.</summary>
public sealed class FrameRuleTests
{
    private const int MaxMessageBytes = 4096;

    [Fact]
    public async Task Connection_is_closed_with_1003_when_a_message_is_binary() =>
        await AssertClosedAsync(
            Encoding.UTF8.GetBytes("""{"jsonrpc":"2.0","id":1,"method":"sum"}"""), WebSocketMessageType.Binary, 1003);

    [Fact]
    public async Task Connection_is_closed_with_1009_when_a_message_is_too_big() =>
        await AssertClosedAsync(new byte[MaxMessageBytes + 1], WebSocketMessageType.Text, 1009);

    // The framework's WebSocket checks the text of a message before we see it, and closes as RFC 6455 section 8.1 asks.
    [Theory]
    [InlineData(new byte[] { 0xC3, 0x28 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xFF })]
    public async Task Connection_is_closed_with_1007_when_a_text_is_not_utf8(byte[] bad)
    {
        byte[] message =
        [
            .. Encoding.UTF8.GetBytes("""{"jsonrpc":"2.0","id":1,"method":"echo","params":["x"""), .. bad, .. "y\"]}"u8,
        ];
        await AssertClosedAsync(message, WebSocketMessageType.Text, 1007);
    }

    [Fact]
    public async Task Message_is_served_when_it_has_just_the_largest_size()
    {
        await using HubHost host = await HubHost.StartAsync<CalculatorHub>(options => options.MaxMessageBytes = MaxMessageBytes);
        await using RawClient client = await RawClient.ConnectAsync(host.Address);
        const string Head = """{"jsonrpc":"2.0","id":1,"method":"echo","params":["x"]""";

        await client.SendAsync(Head.PadRight(MaxMessageBytes - 1) + "}");

        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":"x"}""", await client.ReceiveAsync());
    }

    private static async Task AssertClosedAsync(byte[] bytes, WebSocketMessageType type, int code)
    {
        await using HubHost host = await HubHost.StartAsync<CalculatorHub>(options => options.MaxMessageBytes = MaxMessageBytes);
        await using RawClient neighbour = await RawClient.ConnectAsync(host.Address);
        await using RawClient client = await RawClient.ConnectAsync(host.Address);

        await client.SendAsync(bytes, type);

        Assert.Equal(code, (await client.ReceiveCloseAsync()).Code);
        await neighbour.AssertSilentAndAliveAsync();
    }
}
