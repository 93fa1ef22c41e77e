using System;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Hostile.Gates;

/// <summary>A place within the limit of connections is free again, in whatever moment its client goes.</summary>
[Collection(GatedCollection.Name)]
public sealed class GatePlaceTests(GatedServer server)
{
    private const int Attempts = 60;

    [Theory]
    [InlineData("gone behind the request", "/hub", "", false, false)]
    [InlineData("reset behind the request", "/hub", "", false, true)]
    [InlineData("gone behind the answer", "/hub", "", true, false)]
    [InlineData("reset behind the answer", "/hub", "", true, true)]
    [InlineData("gone in the filter", "/hub?do=wait", "", false, false)]
    [InlineData("reset in the filter", "/hub?do=wait", "", false, true)]
    [InlineData("refused by the filter", "/hub?do=refuse", "", true, true)]
    [InlineData("two requests in one", "/hub", "GET /hub HTTP/1.1\r\nHost: localhost\r\n\r\n", false, true)]
    [InlineData("garbage behind the request", "/hub", "\u007f\u007f\u007f\u007f\u007f\u007f", true, false)]
    [InlineData("half a frame behind the request", "/hub", "\u0001\u007f\u0001", true, true)]
    public async Task Place_is_free_again_when_its_client_is(string name, string target, string behind, bool reads, bool resets)
    {
        Assert.NotEmpty(name);
        var address = new Uri(server.Address, target);
        byte[] request = Encoding.Latin1.GetBytes(HostileSocket.Upgrade(address) + behind);
        for (int i = 0; i < Attempts; i++)
        {
            await using HostileSocket client = await HostileSocket.DialAsync(address);
            await client.SendAsync(request);
            if (reads)
            {
                await client.ReadStatusAsync();
            }

            if (resets)
            {
                client.Reset();
            }
        }

        await server.AssertUnharmedAsync();
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("HEAD", "")]
    [InlineData("GET", "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x\r\n")]
    [InlineData("POST", "Content-Length: 1000000\r\n")]
    public async Task Plain_request_takes_no_place(string method, string headers)
    {
        byte[] request = Encoding.ASCII.GetBytes($"{method} /hub HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n");
        await using HostileSocket first = await HostileSocket.ConnectAsync(server.Address, upgrade: true);
        for (int i = 0; i < Attempts; i++)
        {
            await using HostileSocket client = await HostileSocket.DialAsync(server.Address);
            await client.SendAsync(request);
            Assert.Contains(await client.ReadStatusAsync(), new[] { 426, 400 });
        }

        await first.DisposeAsync();
        await server.AssertUnharmedAsync();
    }
}
