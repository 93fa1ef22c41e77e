using System;
using System.Globalization;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Handshake;

/// <summary>Filters of the application, before the upgrade (protocol section 2).</summary>
public sealed class FilterTests
{
    [Theory]
    [InlineData(400, null, null)]
    [InlineData(401, "WWW-Authenticate", "Bearer")]
    [InlineData(403, null, null)]
    [InlineData(429, "Retry-After", "8")]
    [InlineData(503, "Retry-After", "8")]
    public async Task Handshake_and_plain_request_are_answered_alike_when_a_filter_rejects(
        int status, string? header, string? value)
    {
        TimeSpan? retryAfter = status is 429 or 503 ? TimeSpan.FromSeconds(7.5) : null;
        await using HubHost host = await StartAsync(
            new ScriptedFilter(_ => RpcHandshakeResult.Reject(status, "Because.", retryAfter)));

        HandshakeReply[] replies = [await RawHandshake.AskAsync(host), await RawHandshake.GetAsync(host, "/hub")];

        Assert.All(replies, reply =>
        {
            Assert.Equal(status, reply.Status);
            Assert.Equal("Because.", reply.Body);
            Assert.True(header is null || reply[header] == value);
        });
        Assert.Equal(0, host.Services.GetRequiredService<DoorState>().Hubs);
    }

    [Fact]
    public async Task Plain_request_is_answered_426_and_takes_no_place_when_all_filters_accept()
    {
        var filter = new ScriptedFilter(handshake =>
        {
            Assert.False(handshake.IsWebSocket);
            return RpcHandshakeResult.Accept;
        });
        await using HubHost host = await StartAsync(filter, options => options.MaxConnections = 1);

        for (int i = 0; i < 3; i++)
        {
            HandshakeReply reply = await RawHandshake.GetAsync(host, "/hub");

            Assert.Equal(426, reply.Status);
            Assert.True(reply.Has("Upgrade", "websocket"));
            Assert.Equal("13", reply["Sec-WebSocket-Version"]);
        }
    }

    [Fact]
    public async Task Filter_that_throws_is_answered_500_without_details()
    {
        await using HubHost host = await StartAsync(
            new ScriptedFilter(static _ => throw new InvalidOperationException("a secret of the server")));

        HandshakeReply reply = await RawHandshake.AskAsync(host);

        Assert.Equal(500, reply.Status);
        Assert.Equal("", reply.Body);
        Assert.DoesNotContain("secret", string.Join(' ', reply.Headers.Values), StringComparison.Ordinal);
        Assert.Equal(0, host.Services.GetRequiredService<DoorState>().Hubs);
    }

    [Fact]
    public async Task Filters_run_in_order_and_the_first_that_rejects_ends_it()
    {
        await using HubHost host = await HubHost.StartAsync<DoorHub>(
            static options => options.HandshakeFilters.Add(new ScriptedFilter(static handshake =>
            {
                handshake.Items["order"] = "options";
                return RpcHandshakeResult.Accept;
            })),
            services: AddDoors,
            route: static hub => hub.AddHandshakeFilter<FirstFilter>().AddHandshakeFilter<SecondFilter>());

        HandshakeReply rejected = await RawHandshake.AskAsync(host, "/hub?reject=1", []);
        await using RpcClient client = await host.ConnectAsync();
        string who = await client.GetHub<IDoorHub>().WhoAsync().Within();

        Assert.Equal(403, rejected.Status);
        Assert.Equal("options, first", rejected.Body);
        Assert.Equal("guest//options, first, second", who);
    }

    [Fact]
    public async Task Filter_is_the_request_s_own_when_it_is_registered_and_disposed_when_it_is_not()
    {
        await using HubHost host = await HubHost.StartAsync<DoorHub>(
            services: static services =>
            {
                AddDoors(services);
                services.AddSingleton<FilterCounts>();
                services.AddScoped<RegisteredFilter>();
            },
            route: static hub => hub.AddHandshakeFilter<RegisteredFilter>().AddHandshakeFilter<DisposableFilter>());
        var counts = host.Services.GetRequiredService<FilterCounts>();

        for (int i = 1; i <= 3; i++)
        {
            Assert.Equal(426, (await RawHandshake.GetAsync(host, "/hub")).Status);

            Assert.Equal(i, counts.Registered);
            Assert.Equal(i, counts.Disposed);
        }
    }

    [Fact]
    public void Rejection_is_refused_when_its_status_is_none_of_a_handshake_s()
    {
        Assert.All([200, 101, 302, 404, 500], status =>
            Assert.Throws<ArgumentOutOfRangeException>(() => RpcHandshakeResult.Reject(status)));
        Assert.Throws<ArgumentOutOfRangeException>(() => RpcHandshakeResult.Reject(503, null, TimeSpan.FromSeconds(-1)));
    }

    [Fact]
    public async Task Hub_sees_the_request_without_its_secrets()
    {
        await using HubHost host = await HubHost.StartAsync<DoorHub>(services: AddDoors);
        var secrets = new { Header = "h-secret", Cookie = "c-secret", Query = "q-secret" };
        Uri address = new UriBuilder(host.Address) { Query = $"room=lobby&access_token={secrets.Query}" }.Uri;
        await using RpcClient client = Framed.Client(address, new RpcClientOptions
        {
            AccessToken = _ => new(secrets.Header),
            Headers = new System.Collections.Generic.Dictionary<string, string>
            {
                ["Cookie"] = "id=" + secrets.Cookie,
                ["X-Tenant"] = "blue",
            },
        });
        await client.ConnectAsync().Within();

        string seen = await client.GetHub<IDoorHub>().SeenAsync().Within();

        Assert.StartsWith(
            string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{address.Port}/hub?room=lobby\nws-rpc.v1+json\n"),
            seen,
            StringComparison.Ordinal);
        Assert.Contains("X-Tenant: blue", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", seen, StringComparison.Ordinal);
    }

    private static Task<HubHost> StartAsync(IRpcHandshakeFilter filter, Action<RpcHubOptions>? configure = null) =>
        HubHost.StartAsync<DoorHub>(
            options =>
            {
                options.HandshakeFilters.Add(filter);
                configure?.Invoke(options);
            },
            services: AddDoors);

    private static void AddDoors(IServiceCollection services) => services.AddSingleton<DoorState>();
}
