using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Handshake;

/// <summary>Handshakes that break RFC 6455, or could hide another request in themselves.</summary>
public sealed class MalformedHandshakeTests
{
    private static readonly string[] s_good = [.. RawHandshake.Good.ReplaceLineEndings("\n").Split('\n')];

    [Theory]
    [InlineData("Sec-WebSocket-Key", null)]
    [InlineData("Sec-WebSocket-Key", "tooshort")]
    [InlineData("Sec-WebSocket-Key", "not base64 at all!!!!!!!")]
    [InlineData("Sec-WebSocket-Version", null)]
    [InlineData("Connection", "keep-alive")]
    public async Task Handshake_is_answered_400_when_a_header_is_bad(string header, string? value)
    {
        await using HubHost host = await StartAsync();
        string[] headers = [.. s_good.Where(line => !line.StartsWith(header + ":", StringComparison.Ordinal))];

        HandshakeReply reply = await RawHandshake.SendAsync(
            host, "GET /hub HTTP/1.1", value is null ? headers : [.. headers, $"{header}: {value}"]);

        await AssertRefusedAsync(host, reply, 400);
    }

    [Theory]
    [InlineData("12")]
    [InlineData("14")]
    [InlineData("13, 13")]
    [InlineData("13, 8")]
    [InlineData("thirteen")]
    public async Task Handshake_is_told_the_version_when_it_asks_for_another(string version)
    {
        await using HubHost host = await StartAsync();
        string[] headers = [.. s_good.Where(static line => !line.StartsWith("Sec-WebSocket-Version", StringComparison.Ordinal))];

        HandshakeReply reply = await RawHandshake.SendAsync(
            host, "GET /hub HTTP/1.1", [.. headers, "Sec-WebSocket-Version: " + version]);

        await AssertRefusedAsync(host, reply, 426);
        Assert.Equal("13", reply["Sec-WebSocket-Version"]);
    }

    [Fact]
    public async Task Handshake_is_told_the_version_when_it_names_it_twice()
    {
        await using HubHost host = await StartAsync();

        HandshakeReply reply = await RawHandshake.AskAsync(host, "Sec-WebSocket-Version: 13");

        await AssertRefusedAsync(host, reply, 426);
    }

    [Theory]
    [InlineData("Content-Length: 5", "hello")]
    [InlineData("Transfer-Encoding: chunked", "5\r\nhello\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked", "0\r\n\r\nGET /hub HTTP/1.1\r\n\r\n")]
    [InlineData("Transfer-Encoding: identity", "")]
    public async Task Handshake_is_answered_400_when_it_brings_a_body(string header, string body)
    {
        await using HubHost host = await StartAsync();

        HandshakeReply reply = await RawHandshake.SendAsync(host, "GET /hub HTTP/1.1", [.. s_good, header], body);

        await AssertRefusedAsync(host, reply, 400);
        Assert.Equal("close", reply["Connection"]);
    }

    [Fact]
    public async Task Handshake_is_accepted_when_it_says_that_it_has_no_body()
    {
        await using HubHost host = await StartAsync();

        Assert.Equal(101, (await RawHandshake.AskAsync(host, "Content-Length: 0")).Status);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Handshake_is_answered_400_when_its_method_is_not_get(string method)
    {
        await using HubHost host = await StartAsync();

        HandshakeReply reply = await RawHandshake.SendAsync(host, method + " /hub HTTP/1.1", [.. s_good, "Content-Length: 0"]);

        await AssertRefusedAsync(host, reply, 400);
    }

    private static Task<HubHost> StartAsync() =>
        HubHost.StartAsync<DoorHub>(services: static services => services.AddSingleton<DoorState>());

    private static async Task AssertRefusedAsync(HubHost host, HandshakeReply reply, int status)
    {
        Assert.Equal(status, reply.Status);
        Assert.Equal(0, host.Services.GetRequiredService<DoorState>().Hubs);
        await using RpcClient client = await host.ConnectAsync();
        Assert.Equal("still here", await client.GetHub<IDoorHub>().EchoAsync("still here").Within());
    }
}
