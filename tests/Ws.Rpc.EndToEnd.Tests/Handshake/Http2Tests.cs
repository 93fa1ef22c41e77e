using System;
using System.Collections.Generic;
using System.Net;
using System.Net.WebSockets;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Handshake;

/// <summary>The same rules for handshakes of HTTP/2, which are CONNECT requests.</summary>
public sealed class Http2Tests
{
    [Theory]
    [InlineData("none", null, 401)]
    [InlineData("expired", null, 401)]
    [InlineData("right", null, 403)]
    [InlineData("admin", "https://evil.example", 403)]
    [InlineData("admin", "null", 403)]
    [InlineData("admin", null, 200)]
    [InlineData("admin", "own", 200)]
    public async Task Handshake_is_answered_as_one_of_http1_would_be(string token, string? origin, int status)
    {
        await using HubHost host = await HubHost.StartAsync<DoorHub>(
            null,
            static listen => listen.Protocols = HttpProtocols.Http2,
            TestTokens.AddTo,
            static hub => hub.RequireAuthorization("admins"));
        var headers = new Dictionary<string, string>();
        if (origin is not null)
        {
            headers["Origin"] = origin == "own" ? host.HttpAddress.GetLeftPart(UriPartial.Authority) : origin;
        }

        var options = new RpcClientOptions
        {
            Headers = headers,
            ConfigureSocket = socket => Configure(socket, token),
        };

        if (status == 200)
        {
            await using RpcClient client = await host.ConnectAsync(options);
            Assert.Equal("ann/1/", await client.GetHub<IDoorHub>().WhoAsync().Within());
            return;
        }

        RpcConnectionException refusal = await Assert.ThrowsAsync<RpcConnectionException>(() => host.ConnectAsync(options));
        Assert.Equal((HttpStatusCode)status, refusal.StatusCode);
        Assert.Equal(0, host.Services.GetRequiredService<DoorState>().Hubs);
    }

    private static void Configure(ClientWebSocketOptions socket, string token)
    {
        Http2Sockets.Configure(socket);
        if (token != "none")
        {
            socket.AddSubProtocol(TestTokens.SubProtocol(TestTokens.Create(token)));
        }
    }
}
