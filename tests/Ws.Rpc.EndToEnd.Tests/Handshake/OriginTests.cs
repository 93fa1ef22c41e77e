using System;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Handshake;

/// <summary>Pages of other sites: whoever they are, and however right their visitor's token is.</summary>
public sealed class OriginTests
{
    private static readonly string[] s_foreign =
    [
        "https://evil.example", "http://127.0.0.1", "http://127.0.0.1:1", "https://{host}", "http://{host}.evil.example",
        "http://evil.example#{host}", "null", "http://user@{host}", "http://{host}, https://evil.example", "http://{host}/",
        "http://localhost:{port}", "",
    ];

    [Theory]
    [InlineData("header")]
    [InlineData("sub-protocol")]
    [InlineData("query")]
    [InlineData("plain")]
    public async Task Foreign_origin_is_refused_before_the_upgrade_by_default(string form)
    {
        await using HubHost host = await HubHost.StartAsync<DoorHub>(
            static options => options.AllowTokenInQuery = true, null, TestTokens.AddTo, static hub => hub.RequireAuthorization());
        string token = TestTokens.Create("right");
        foreach (string origin in s_foreign)
        {
            string header = "Origin: " + origin.Replace(
                "{host}", host.HttpAddress.Authority, StringComparison.Ordinal)
                .Replace("{port}", $"{host.HttpAddress.Port}", StringComparison.Ordinal);

            HandshakeReply reply = form switch
            {
                "header" => await RawHandshake.AskAsync(host, "Authorization: Bearer " + token, header),
                "sub-protocol" => await RawHandshake.AskAsync(
                    host, "Sec-WebSocket-Protocol: ws-rpc.v1+json, " + TestTokens.SubProtocol(token), header),
                "query" => await RawHandshake.AskAsync(host, "/hub?access_token=" + token, [header]),
                _ => await RawHandshake.GetAsync(host, "/hub", "Authorization: Bearer " + token, header),
            };

            Assert.True(reply.Status == 403, $"{header}: {reply.Status}");
        }

        Assert.Equal(0, host.Services.GetRequiredService<DoorState>().Hubs);
    }

    [Fact]
    public async Task Own_origin_and_no_origin_pass_and_two_origins_do_not()
    {
        await using HubHost host = await StartAsync();
        string own = "Origin: " + host.HttpAddress.GetLeftPart(UriPartial.Authority);

        Assert.Equal(101, (await RawHandshake.AskAsync(host)).Status);
        Assert.Equal(101, (await RawHandshake.AskAsync(host, own)).Status);
        Assert.Equal(403, (await RawHandshake.AskAsync(host, own, own)).Status);
    }

    [Theory]
    [InlineData("https://app.example.org", 101)]
    [InlineData("https://APP.example.org:443", 101)]
    [InlineData("https://a.tenants.example.org", 101)]
    [InlineData("https://a.b.tenants.example.org", 101)]
    [InlineData("https://tenants.example.org", 403)]
    [InlineData("https://eviltenants.example.org", 403)]
    [InlineData("http://app.example.org", 403)]
    [InlineData("https://app.example.org:8443", 403)]
    public async Task Origin_passes_when_it_is_on_the_list(string origin, int status)
    {
        await using HubHost host = await StartAsync("https://app.example.org", "https://*.tenants.example.org");

        Assert.Equal(status, (await RawHandshake.AskAsync(host, "Origin: " + origin)).Status);
    }

    [Fact]
    public async Task Every_origin_passes_when_all_are_allowed()
    {
        await using HubHost host = await StartAsync("*");

        foreach (string origin in s_foreign)
        {
            Assert.Equal(101, (await RawHandshake.AskAsync(host, "Origin: " + origin)).Status);
        }
    }

    [Fact]
    public async Task Own_origin_is_the_one_before_the_proxy_when_its_headers_are_forwarded()
    {
        await using HubHost host = await HubHost.StartAsync<DoorHub>(
            services: static services => services.AddSingleton<DoorState>(),
            pipeline: static app => app.UseForwardedHeaders(new ForwardedHeadersOptions
            {
                ForwardedHeaders = ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
            }));
        string[] forwarded = ["X-Forwarded-Proto: https", "X-Forwarded-Host: app.example.org"];

        Assert.Equal(101, (await RawHandshake.AskAsync(host, [.. forwarded, "Origin: https://app.example.org"])).Status);
        Assert.Equal(403, (await RawHandshake.AskAsync(host, [.. forwarded, "Origin: http://app.example.org"])).Status);
        Assert.Equal(403, (await RawHandshake.AskAsync(host, "Origin: https://app.example.org")).Status);
    }

    [Fact]
    public async Task Visitor_with_a_cookie_is_let_in_from_the_own_page_only()
    {
        await using HubHost host = await HubHost.StartAsync<DoorHub>(
            services: static services =>
            {
                services.AddSingleton<DoorState>();
                services.AddAuthorization();
                services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
            },
            route: static hub => hub.RequireAuthorization(),
            pipeline: CookieSignIn.Map);
        string own = "Origin: " + host.HttpAddress.GetLeftPart(UriPartial.Authority);
        string cookie = "Cookie: " + await CookieSignIn.SignInAsync(host);

        HandshakeReply without = await RawHandshake.AskAsync(host, own);
        Assert.Equal(401, without.Status);
        Assert.Equal(403, (await RawHandshake.AskAsync(host, cookie, "Origin: https://evil.example")).Status);
        Assert.Equal(403, (await RawHandshake.AskAsync(host, cookie, "Origin: null")).Status);
        Assert.Equal(401, (await RawHandshake.GetAsync(host, "/hub")).Status);
        Assert.Equal(0, host.Services.GetRequiredService<DoorState>().Hubs);
        Assert.Equal(101, (await RawHandshake.AskAsync(host, cookie, own)).Status);
        Assert.Equal(426, (await RawHandshake.GetAsync(host, "/hub", cookie)).Status);
    }

    private static Task<HubHost> StartAsync(params string[] allowed) => HubHost.StartAsync<DoorHub>(
        services: static services => services.AddSingleton<DoorState>(),
        route: hub => hub.AllowOrigins(allowed));
}
