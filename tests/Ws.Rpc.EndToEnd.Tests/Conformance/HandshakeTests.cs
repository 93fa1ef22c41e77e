using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Conformance;

/// <summary>Protocol section 2, as far as it is served.</summary>
public sealed class HandshakeTests(CalculatorHost host) : IClassFixture<CalculatorHost>
{
    [Fact]
    public async Task Request_is_answered_426_when_it_is_no_handshake()
    {
        using var http = new HttpClient();

        using HttpResponseMessage response = await http.GetAsync(host.HttpAddress).Within();

        Assert.Equal(HttpStatusCode.UpgradeRequired, response.StatusCode);
        Assert.Equal("websocket", response.Headers.Upgrade.Single().Name);
    }

    [Theory]
    [InlineData(new string[0], null)]
    [InlineData(new[] { "ws-rpc.v1+json" }, "ws-rpc.v1+json")]
    [InlineData(new[] { "jsonrpc", "ws-rpc.v1+json" }, "ws-rpc.v1+json")]
    [InlineData(new[] { "foreign", "json-rpc", "jsonrpc" }, "json-rpc")]
    [InlineData(new[] { "foreign", "other" }, null)]
    [InlineData(new[] { "ws-rpc.bearer.c2VjcmV0" }, null)]
    [InlineData(new[] { "ws-rpc.bearer.c2VjcmV0", "ws-rpc.v1+json" }, "ws-rpc.v1+json")]
    public async Task Subprotocol_is_chosen_by_the_rules_when_some_are_offered(string[] offered, string? chosen)
    {
        await using RawClient client = await RawClient.ConnectAsync(host.Address, offered);

        Assert.Equal(chosen, client.SubProtocol);
        await client.AssertSilentAndAliveAsync();
    }

    [Fact]
    public async Task Session_is_opened_once_when_asked_for()
    {
        await using RawClient client = await RawClient.ConnectAsync(host.Address, "ws-rpc.v1+json");
        const string Open = """{"jsonrpc":"2.0","id":1,"method":"$/session/open","params":{"versions":[1,7],"new":[]}}""";

        JsonElement opened = (await client.AskAsync(Open)).GetProperty("result");
        JsonElement again = await client.AskAsync(Open);

        Assert.Equal(1, opened.GetProperty("version").GetInt32());
        Assert.StartsWith("c_", opened.GetProperty("connection").GetString(), StringComparison.Ordinal);
        Assert.Equal(64, opened.GetProperty("limits").GetProperty("batch").GetInt32());
        Assert.False(opened.TryGetProperty("resume", out _));
        Assert.Equal(-32600, again.GetProperty("error").GetProperty("code").GetInt32());
        await client.AssertSilentAndAliveAsync();
    }

    [Fact]
    public async Task Connection_stays_plain_when_no_version_is_common()
    {
        await using RawClient client = await RawClient.ConnectAsync(host.Address);

        JsonElement refused = await client.AskAsync(
            """{"jsonrpc":"2.0","id":1,"method":"$/session/open","params":{"versions":[2]}}""");

        Assert.Equal(-32057, refused.GetProperty("error").GetProperty("code").GetInt32());
        await client.AssertSilentAndAliveAsync();
    }
}
