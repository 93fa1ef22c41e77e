using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Handshake;

/// <summary>Who comes in: every kind of token, by every way, at every kind of lock.</summary>
public sealed class AuthorizationMatrixTests
{
    private static readonly string[] s_tokens = ["none", "expired", "audience", "signature", "right", "admin"];
    private static readonly string[] s_ways = ["header", "sub-protocol", "query off", "query on"];
    private static readonly string[] s_locks = ["open", "authenticated", "policy", "role", "attribute"];

    public static TheoryData<string, string, bool> Doors()
    {
        var doors = new TheoryData<string, string, bool>();
        foreach (string way in s_ways)
        {
            foreach (string door in s_locks)
            {
                doors.Add(way, door, false);
                doors.Add(way, door, true);
            }
        }

        return doors;
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Handshake_is_answered_by_what_the_route_requires(string way, string door, bool ownPipeline)
    {
        await using HubHost host = await StartAsync(way, door, ownPipeline);
        var state = host.Services.GetRequiredService<DoorState>();
        foreach (string token in s_tokens.OrderByDescending(token => Expected(token, way, door)))
        {
            int expected = Expected(token, way, door);

            HandshakeReply plain = await KnockAsync(host, way, token, static (host, target, headers) =>
                RawHandshake.GetAsync(host, target, headers));
            HandshakeReply reply = await KnockAsync(host, way, token, RawHandshake.AskAsync);

            Assert.True(reply.Status == expected, $"{token}: {reply.Status} and not {expected}");
            Assert.Equal(expected == 101 ? 426 : expected, plain.Status);
            Assert.Equal(expected == 401, reply.Has("WWW-Authenticate", "Bearer"));
            Assert.DoesNotContain(reply.Headers.Values, value => value.Contains("bearer.", StringComparison.Ordinal));

            // In this order: all that are refused come before the first that is not.
            Assert.True(expected == 101 || state.Hubs == 0, $"{token} was refused and has a hub");
        }

        if (s_tokens.Any(token => Expected(token, way, door) == 101))
        {
            await state.FirstHub;
        }
    }

    [Fact]
    public async Task User_of_the_hub_is_the_token_s_when_it_came_as_a_sub_protocol()
    {
        await using HubHost host = await StartAsync("sub-protocol", "authenticated", ownPipeline: false);
        string[] offered = ["ws-rpc.v1+json", TestTokens.SubProtocol(TestTokens.Create("right"))];
        await using RawClient client = await RawClient.ConnectAsync(host.Address, offered);

        string who = (await client.AskAsync("""{"jsonrpc":"2.0","id":1,"method":"who"}""")).GetProperty("result").GetString()!;

        Assert.Equal("ann/1/", who);
        Assert.Equal("ws-rpc.v1+json", client.SubProtocol);
    }

    [Fact]
    public async Task Client_is_let_in_when_its_access_token_is_right()
    {
        await using HubHost host = await StartAsync("header", "policy", ownPipeline: false);
        await using RpcClient client = await host.ConnectAsync(new RpcClientOptions
        {
            AccessToken = static _ => new(TestTokens.Create("admin")),
        });

        Assert.Equal("ann/1/", await client.GetHub<IDoorHub>().WhoAsync().Within());
    }

    [Theory]
    [InlineData("ws-rpc.bearer.", null)]
    [InlineData("ws-rpc.bearer.a", null)]
    [InlineData("ws-rpc.bearer.DQpYOiB5", null)]
    [InlineData("ws-rpc.bearer.YQ, ws-rpc.bearer.YQ", null)]
    [InlineData("ws-rpc.bearer.YQ", "Authorization: Bearer a")]
    public async Task Handshake_is_answered_400_when_its_token_is_malformed_or_one_of_two(string offered, string? header)
    {
        await using HubHost host = await StartAsync("sub-protocol", "authenticated", ownPipeline: false);
        string[] headers = ["Sec-WebSocket-Protocol: " + offered, .. header is null ? Array.Empty<string>() : [header]];

        HandshakeReply reply = await RawHandshake.AskAsync(host, headers);

        Assert.Equal(400, reply.Status);
        Assert.Equal(0, host.Services.GetRequiredService<DoorState>().Hubs);
    }

    private static int Expected(string token, string way, string door)
    {
        bool isKnown = way != "query off" && (token is "right" or "admin");
        return door switch
        {
            "open" => 101,
            "authenticated" => isKnown ? 101 : 401,
            _ => !isKnown ? 401 : token == "admin" ? 101 : 403,
        };
    }

    private static Task<HandshakeReply> KnockAsync(
        HubHost host, string way, string kind, Func<HubHost, string, string[], Task<HandshakeReply>> ask)
    {
        string token = kind == "none" ? "" : TestTokens.Create(kind);
        string offer = $"Sec-WebSocket-Protocol: ws-rpc.v1+json, {TestTokens.SubProtocol(token)}";
        return (kind, way) switch
        {
            ("none", _) => ask(host, "/hub", []),
            (_, "header") => ask(host, "/hub", ["Authorization: Bearer " + token]),
            (_, "sub-protocol") => ask(host, "/hub", [offer]),
            _ => ask(host, "/hub?a=b&access_token=" + token, []),
        };
    }

    private static Task<HubHost> StartAsync(string way, string door, bool ownPipeline)
    {
        Action<RpcHubEndpointConventionBuilder>? route = door switch
        {
            "authenticated" => static hub => hub.RequireAuthorization(),
            "policy" => static hub => hub.RequireAuthorization("admins"),
            "role" => static hub => hub.RequireAuthorization(new AuthorizeAttribute { Roles = "admin" }),
            _ => null,
        };
        Action<WebApplication>? pipeline = ownPipeline
            ? static app => app.UseRouting().UseAuthentication().UseAuthorization()
            : null;
        return door == "attribute"
            ? HubHost.StartAsync<LockedDoorHub>(
                options => options.AllowTokenInQuery = way == "query on", null, TestTokens.AddTo, route, pipeline)
            : HubHost.StartAsync<DoorHub>(
                options => options.AllowTokenInQuery = way == "query on", null, TestTokens.AddTo, route, pipeline);
    }
}
