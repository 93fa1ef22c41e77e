using System;
using System.Net;
using System.Net.Http;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.RateLimiting;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.EndToEnd.Tests.Handshake;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Discovery;

/// <summary>Who gets a hub's document, and when there is one.</summary>
public sealed class DiscoveryTests : IDisposable
{
    private const string Discover = """{"jsonrpc":"2.0","id":1,"method":"rpc.discover"}""";

    private readonly HttpClient _http = new();

    public void Dispose() => _http.Dispose();

    [Theory]
    [InlineData("Development", null, true)]
    [InlineData("Development", false, false)]
    [InlineData("Production", null, false)]
    [InlineData("Staging", null, false)]
    [InlineData("Production", true, true)]
    public async Task Document_is_there_in_development_or_when_asked_for(string environment, bool? option, bool isThere)
    {
        await using HubHost host = await StartAsync(
            options => options.OpenRpc = option,
            services => services.AddSingleton<IHostEnvironment>(new NamedEnvironment(environment)));
        await using RawClient client = await RawClient.ConnectAsync(host.Address);

        using HttpResponseMessage response = await _http.GetAsync(DocumentOf(host)).Within();
        JsonElement answer = await client.AskAsync(Discover);

        Assert.Equal(isThere ? HttpStatusCode.OK : HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal(isThere, answer.TryGetProperty("result", out _));
        if (!isThere)
        {
            Assert.Equal("""{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"Method not found"}}""", Without(answer, "data"));
        }
    }

    [Fact]
    public async Task Both_ways_give_the_same_document_with_the_address_that_was_used()
    {
        await using HubHost host = await StartAsync();
        await using RawClient client = await RawClient.ConnectAsync(new Uri($"{host.Address}?access_token=secret"));

        using HttpResponseMessage response = await _http.GetAsync($"{DocumentOf(host)}?access_token=secret").Within();
        string document = await response.Content.ReadAsStringAsync();
        await client.SendAsync(Discover);

        Assert.Equal($$"""{"jsonrpc":"2.0","id":1,"result":{{document}}}""", await client.ReceiveAsync());
        Assert.Equal("application/json", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        Assert.Equal(
            $$"""[{"name":"default","url":"{{host.Address}}"}]""", JsonNode.Parse(document)!["servers"]!.ToJsonString());
    }

    [Fact]
    public async Task Address_is_what_the_asker_sees()
    {
        await using HubHost host = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, DocumentOf(host));
        request.Headers.Host = "chat.example:8443";

        using HttpResponseMessage response = await _http.SendAsync(request).Within();

        JsonNode document = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal("ws://chat.example:8443/hub", document["servers"]![0]!["url"]!.GetValue<string>());
    }

    [Fact]
    public async Task Head_has_no_body_and_other_methods_are_refused()
    {
        await using HubHost host = await StartAsync();

        using var request = new HttpRequestMessage(HttpMethod.Head, DocumentOf(host));
        using HttpResponseMessage head = await _http.SendAsync(request).Within();
        using HttpResponseMessage post = await _http.PostAsync(DocumentOf(host), null).Within();

        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.True(head.Content.Headers.ContentLength > 0);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, post.StatusCode);
        Assert.Equal(["GET", "HEAD"], post.Content.Headers.Allow);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("expired", HttpStatusCode.Unauthorized)]
    [InlineData("right", HttpStatusCode.Forbidden)]
    [InlineData("admin", HttpStatusCode.OK)]
    public async Task Who_may_not_connect_may_not_read(string? token, HttpStatusCode expected)
    {
        await using HubHost host = await HubHost.StartAsync<GalleryHub>(
            static options => options.OpenRpc = true,
            services: TestTokens.AddTo,
            pipeline: static app => app.UseAuthentication().UseAuthorization(),
            route: static route => route.RequireAuthorization("admins"));
        using var request = new HttpRequestMessage(HttpMethod.Get, DocumentOf(host));
        if (token is not null)
        {
            request.Headers.Authorization = new("Bearer", TestTokens.Create(token));
        }

        using HttpResponseMessage response = await _http.SendAsync(request).Within();

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Page_of_another_origin_and_whom_a_filter_refuses_may_not_read()
    {
        await using HubHost host = await StartAsync(static options => options.HandshakeFilters.Add(new Doorkeeper()));
        using var foreign = new HttpRequestMessage(HttpMethod.Get, DocumentOf(host));
        foreign.Headers.Add("Origin", "https://elsewhere.example");

        using HttpResponseMessage refused = await _http.SendAsync(foreign).Within();
        using HttpResponseMessage filtered = await _http.GetAsync($"{DocumentOf(host)}?refuse=1").Within();
        using HttpResponseMessage admitted = await _http.GetAsync(DocumentOf(host)).Within();

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, filtered.StatusCode);
        Assert.Equal(HttpStatusCode.OK, admitted.StatusCode);
    }

    [Theory]
    [InlineData(false, "mine")]
    [InlineData(true, "{\"openrpc\"")]
    public async Task Path_is_the_applications_own_while_the_document_is_off(bool isOn, string begins)
    {
        await using HubHost host = await StartAsync(
            options => options.OpenRpc = isOn, pipeline: static app => app.MapGet("/{**path}", static () => "mine"));

        string body = await _http.GetStringAsync(DocumentOf(host)).Within();

        Assert.StartsWith(begins, body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Name_of_the_route_stays_the_hubs()
    {
        await using HubHost host = await StartAsync(route: static route => route.WithName("gallery"));

        string? path = host.Services.GetRequiredService<LinkGenerator>().GetPathByName("gallery");

        Assert.Equal("/hub", path);
    }

    [Fact]
    public async Task Hub_that_takes_all_paths_has_its_document_by_call_only()
    {
        await using HubHost host = await StartAsync(pipeline: static app => app.MapRpcHub<GalleryHub>("/all/{**rest}"));
        await using RawClient client = await RawClient.ConnectAsync(new Uri(host.Address, "/all/of/it"));

        JsonElement answer = await client.AskAsync(Discover);

        Assert.EndsWith("/all/of/it", answer.GetProperty("result").GetProperty("servers")[0].GetProperty("url").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/", "/openrpc.json", "/")]
    [InlineData("", "/openrpc.json", "/")]
    [InlineData("/rooms/{room}", "/rooms/lobby/openrpc.json", "/rooms/lobby")]
    [InlineData("/rooms/{room?}", "/rooms/lobby/openrpc.json", "/rooms/lobby")]
    public async Task Document_is_below_the_path_of_its_hub(string pattern, string path, string hub)
    {
        await using HubHost host = await StartAsync(pipeline: app => app.MapRpcHub<GalleryHub>(pattern));

        JsonNode document = JsonNode.Parse(await _http.GetStringAsync(new Uri(host.HttpAddress, path)).Within())!;

        Assert.Equal(hub, new Uri(document["servers"]![0]!["url"]!.GetValue<string>()).AbsolutePath);
    }

    [Fact]
    public async Task Discovery_counts_as_a_call_and_passes_the_filters()
    {
        var filter = new NotingFilter();
        await using HubHost host = await StartAsync(options =>
        {
            options.AddCallFilter(filter);
            options.CallRateLimiter = RpcRateLimit.PerConnection(new TokenBucketRateLimiterOptions
            {
                TokenLimit = 1,
                TokensPerPeriod = 1,
                ReplenishmentPeriod = TimeSpan.FromDays(1),
            });
        });
        await using RawClient client = await RawClient.ConnectAsync(host.Address);

        JsonElement first = await client.AskAsync(Discover);
        JsonElement second = await client.AskAsync(Discover);

        Assert.True(first.TryGetProperty("result", out _));
        Assert.Equal(-32029, second.GetProperty("error").GetProperty("code").GetInt32());
        Assert.Equal(("rpc.discover", true), filter.Seen);
    }

    [Fact]
    public async Task Discovery_takes_no_arguments()
    {
        await using HubHost host = await StartAsync();
        await using RawClient client = await RawClient.ConnectAsync(host.Address);

        JsonElement answer = await client.AskAsync("""{"jsonrpc":"2.0","id":1,"method":"rpc.discover","params":[1]}""");

        Assert.Equal(-32602, answer.GetProperty("error").GetProperty("code").GetInt32());
    }

    private static Task<HubHost> StartAsync(
        Action<RpcHubOptions>? configure = null,
        Action<IServiceCollection>? services = null,
        Action<WebApplication>? pipeline = null,
        Action<RpcHubEndpointConventionBuilder>? route = null) => HubHost.StartAsync<GalleryHub>(
            options =>
            {
                options.OpenRpc = true;
                configure?.Invoke(options);
            },
            services: all =>
            {
                all.AddAuthorization();
                services?.Invoke(all);
            },
            pipeline: pipeline,
            route: route);

    private static string DocumentOf(HubHost host) => $"{host.HttpAddress}/openrpc.json";

    private static string Without(JsonElement answer, string member)
    {
        JsonNode node = JsonNode.Parse(answer.GetRawText())!;
        node["error"]!.AsObject().Remove(member);
        return node.ToJsonString();
    }

    private sealed class Doorkeeper : IRpcHandshakeFilter
    {
        public ValueTask<RpcHandshakeResult> OnHandshakeAsync(
            RpcHandshake handshake, CancellationToken cancellationToken) => new(
                handshake.Request.Query.ContainsKey("refuse")
                    ? RpcHandshakeResult.Reject(StatusCodes.Status429TooManyRequests, "not now")
                    : RpcHandshakeResult.Accept);
    }

    private sealed class NotingFilter : IRpcCallFilter
    {
        public (string, bool) Seen { get; private set; }

        public ValueTask InvokeAsync(RpcCallContext call, RpcCallDelegate next)
        {
            Seen = (call.Method, call.IsKnown);
            return next(call);
        }
    }
}
