using System.Net.WebSockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Handshake;

/// <summary>permessage-deflate (RFC 7692), as protocol section 2 allows it.</summary>
public sealed class CompressionTests
{
    [Theory]
    [InlineData(false, "permessage-deflate", false)]
    [InlineData(true, "permessage-deflate", true)]
    [InlineData(true, "permessage-deflate; client_max_window_bits", true)]
    [InlineData(true, "permessage-deflate; client_no_context_takeover; server_no_context_takeover", true)]
    [InlineData(true, "x-foreign, PERMESSAGE-DEFLATE", true)]
    [InlineData(true, "x-foreign", false)]
    [InlineData(true, "permessage-deflate; server_max_window_bits=\"10\"", false)]
    [InlineData(true, "permessage-deflate; nonsense=1", false)]
    [InlineData(true, "", false)]
    public async Task Compression_is_agreed_to_without_context_takeover_when_it_is_on_and_offered(
        bool isOn, string offer, bool isAgreed)
    {
        await using HubHost host = await StartAsync(isOn);

        HandshakeReply reply = await RawHandshake.AskAsync(host, "Sec-WebSocket-Extensions: " + offer);

        Assert.Equal(101, reply.Status);
        Assert.Equal(isAgreed, reply["Sec-WebSocket-Extensions"] is not null);
        Assert.Equal(isAgreed, reply.Has("Sec-WebSocket-Extensions", "client_no_context_takeover"));
        Assert.Equal(isAgreed, reply.Has("Sec-WebSocket-Extensions", "server_no_context_takeover"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Calls_are_served_when_client_and_server_compress_or_only_the_client_would(bool isOn)
    {
        await using HubHost host = await StartAsync(isOn);
        await using RpcClient client = await host.ConnectAsync(new RpcClientOptions { Compression = true });
        IDoorHub door = client.GetHub<IDoorHub>();

        foreach (int length in new[] { 0, 1, 125, 126, 65_535, 500_000 })
        {
            string text = new('x', length);
            Assert.Equal(text, await door.EchoAsync(text).Within());
        }
    }

    [Fact]
    public async Task Answers_are_compressed_when_that_was_agreed_on()
    {
        await using HubHost host = await StartAsync(isOn: true);
        using var socket = new ClientWebSocket();
        socket.Options.DangerousDeflateOptions = new WebSocketDeflateOptions();
        await socket.ConnectAsync(host.Address, CancellationToken.None).Within();
        string text = new('x', 10_000);

        await socket.SendAsync(
            Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","id":1,"method":"echo","params":["{{text}}"]}"""),
            WebSocketMessageType.Text,
            endOfMessage: true,
            CancellationToken.None).Within();
        byte[] buffer = new byte[20_000];
        WebSocketReceiveResult result = await socket.ReceiveAsync(buffer, CancellationToken.None).Within();

        Assert.Equal($$"""{"jsonrpc":"2.0","id":1,"result":"{{text}}"}""", Encoding.UTF8.GetString(buffer, 0, result.Count));
    }

    private static Task<HubHost> StartAsync(bool isOn) => HubHost.StartAsync<DoorHub>(
        options => options.Compression = isOn, services: static services => services.AddSingleton<DoorState>());
}
