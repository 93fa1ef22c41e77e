using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Handshake;

/// <summary>N connections pass, one more does not, and a place that is given back can be taken again.</summary>
public sealed class ConnectionLimitTests
{
    private const int Limit = 3;

    [Fact]
    public async Task Connection_in_excess_of_all_is_answered_503()
    {
        await using HubHost host = await StartAsync(static options => options.MaxConnections = Limit);

        await AssertLimitAsync(host, 503, static _ => []);
    }

    [Fact]
    public async Task Connection_in_excess_of_a_user_s_is_answered_429_and_other_users_pass()
    {
        await using HubHost host = await StartAsync(static options => options.MaxConnectionsPerUser = Limit);

        await AssertLimitAsync(host, 429, static user => ["Authorization: Bearer " + TestTokens.Create(user, TimeSpan.FromHours(1))]);
        await AssertLimitAsync(host, 101, static _ => []);
    }

    [Fact]
    public async Task Connection_in_excess_of_an_address_is_answered_429_and_other_addresses_pass()
    {
        await using HubHost host = await StartAsync(static options => options.MaxConnectionsPerAddress = Limit);

        await AssertLimitAsync(host, 429, static address => ["X-Forwarded-For: " + (address == "ann" ? "192.0.2.1" : "192.0.2.2")]);
        await AssertLimitAsync(host, 429, static address => ["X-Forwarded-For: " + (address == "ann" ? "2001:db8::1" : "2001:db8:0:1::1")]);
    }

    [Fact]
    public async Task Addresses_of_one_ipv6_network_are_counted_as_one()
    {
        await using HubHost host = await StartAsync(static options => options.MaxConnectionsPerAddress = 1);
        await using RawClient first = await ConnectAsync(host, "X-Forwarded-For: 2001:db8::1");

        Assert.Equal(429, (await RawHandshake.AskAsync(host, "X-Forwarded-For: 2001:db8::ffff:2")).Status);
    }

    [Fact]
    public async Task Place_is_given_back_when_the_upgrade_fails()
    {
        await using HubHost host = await StartAsync(static options => options.MaxConnections = 1);

        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(500, (await RawHandshake.AskAsync(host, "X-Break: yes")).Status);
        }

        await using RawClient client = await ConnectAsync(host);
        Assert.Equal(503, (await RawHandshake.AskAsync(host)).Status);
    }

    [Fact]
    public async Task Streams_of_one_http2_connection_are_counted_each()
    {
        await using HubHost host = await StartAsync(
            static options => options.MaxConnections = Limit, static listen => listen.Protocols = HttpProtocols.Http2);
        using var handler = new SocketsHttpHandler();
        using var invoker = new HttpMessageInvoker(handler);
        List<ClientWebSocket> sockets = [];
        for (int i = 0; i < Limit; i++)
        {
            sockets.Add(await Http2Sockets.ConnectAsync(host, invoker));
        }

        await Assert.ThrowsAsync<WebSocketException>(() => Http2Sockets.ConnectAsync(host, invoker));

        await sockets[0].CloseAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None).Within();
        using ClientWebSocket next = await Eventually(() => Http2Sockets.ConnectAsync(host, invoker));
        Assert.Equal(WebSocketState.Open, next.State);
        sockets.ForEach(static socket => socket.Dispose());
    }

    private static async Task AssertLimitAsync(HubHost host, int status, Func<string, string[]> headers)
    {
        List<RawClient> clients = [];
        for (int i = 0; i < Limit; i++)
        {
            clients.Add(await ConnectAsync(host, headers("ann")));
        }

        HandshakeReply refused = await RawHandshake.AskAsync(host, headers("ann"));
        HandshakeReply plain = await RawHandshake.GetAsync(host, "/hub", headers("ann"));
        Assert.Equal(status, refused.Status);
        Assert.Equal(status == 101 ? 426 : status, plain.Status);
        Assert.Equal(status == 101 ? null : "5", refused["Retry-After"]);
        if (status == 429)
        {
            clients.Add(await ConnectAsync(host, headers("bob")));
        }

        await clients[0].DisposeAsync();
        clients.Add(await Eventually(() => ConnectAsync(host, headers("ann"))));
        foreach (RawClient client in clients)
        {
            await client.DisposeAsync();
        }
    }

    // The server learns of an end a little later.
    private static async Task<T> Eventually<T>(Func<Task<T>> connect)
    {
        DateTimeOffset limit = TestTokens.Now + Bounded.Limit;
        while (true)
        {
            try
            {
                return await connect();
            }
            catch (WebSocketException) when (TestTokens.Now < limit)
            {
                await Task.Yield();
            }
        }
    }

    private static Task<RawClient> ConnectAsync(HubHost host, params string[] headers) =>
        RawClient.ConnectAsync(host.Address, headers, []);

    private static Task<HubHost> StartAsync(Action<RpcHubOptions> configure, Action<ListenOptions>? listen = null) =>
        HubHost.StartAsync<DoorHub>(
            configure,
            listen,
            TestTokens.AddTo,
            pipeline: static app => app.UseForwardedHeaders(new ForwardedHeadersOptions
            {
                ForwardedHeaders = ForwardedHeaders.XForwardedFor,
            }).Use(static (context, next) =>
            {
                if (context.Request.Headers.ContainsKey("X-Break"))
                {
                    context.Features.Set<IHttpUpgradeFeature>(new BrokenUpgrade());
                }

                return next(context);
            }));
}
