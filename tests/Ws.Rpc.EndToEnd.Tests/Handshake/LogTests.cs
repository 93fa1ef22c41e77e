using System;
using System.Linq;
using System.Net.WebSockets;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Handshake;

/// <summary>What is in the logs of a whole application at Trace, and what is not.</summary>
public sealed class LogTests : IDisposable
{
    // It logs the address of a request before anybody can touch it.
    private const string Earliest = "Microsoft.AspNetCore.Hosting.Diagnostics";

    private readonly RecordingLogs _logs = new();

    [Theory]
    [InlineData("header")]
    [InlineData("sub-protocol")]
    [InlineData("query on")]
    [InlineData("query off")]
    public async Task Tokens_are_nowhere_however_they_come_and_whether_they_are_right(string way)
    {
        string[] kinds = ["right", "admin", "expired", "audience", "signature"];
        string[] tokens = [.. kinds.Select(TestTokens.Create), "garbage-that-is-no-jwt-at-all"];
        await using (HubHost host = await StartAsync(options => options.AllowTokenInQuery = way == "query on"))
        {
            foreach (string token in tokens)
            {
                string encoded = TestTokens.SubProtocol(token);
                Task<HandshakeReply> asked = way switch
                {
                    "header" => RawHandshake.AskAsync(host, "Authorization: Bearer " + token),
                    "sub-protocol" => RawHandshake.AskAsync(host, $"Sec-WebSocket-Protocol: {encoded}, ws-rpc.v1+json"),
                    _ => RawHandshake.AskAsync(host, "/hub?access_token=" + token, []),
                };
                await asked;
                await RawHandshake.AskAsync(host, "Origin: https://evil.example", "Authorization: Bearer " + token);
                await RawHandshake.AskAsync(host, "Authorization: Bearer x", "Sec-WebSocket-Protocol: " + encoded);
                await RefreshAsync(host, token);
            }
        }

        Assert.Contains(_logs.Entries, static entry => entry.Category.EndsWith("DoorHub", StringComparison.Ordinal));
        Assert.Contains(_logs.Entries, static entry => entry.Category.Contains("HttpLogging", StringComparison.Ordinal));
        bool isQuery = way.StartsWith("query", StringComparison.Ordinal);
        foreach (string secret in tokens.SelectMany(token => new[] { token, TestTokens.SubProtocol(token)[14..], Signature(token) }))
        {
            Assert.DoesNotContain(_logs.Entries, entry =>
                (entry.Text.Contains(secret, StringComparison.Ordinal) || entry.Exception.Contains(secret, StringComparison.Ordinal))
                && !(isQuery && entry.Category == Earliest)
                && !(way == "query off" && !entry.Category.Contains("Rpc", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task Control_characters_of_a_client_are_nowhere_in_what_this_library_logs()
    {
        await using (HubHost host = await StartAsync(static options => options.HandshakeFilters.Add(new ScriptedFilter(
            static handshake => handshake.Request.Query.TryGetValue("say", out var said)
                ? RpcHandshakeResult.Reject(403, said)
                : RpcHandshakeResult.Accept))))
        {
            string right = "Authorization: Bearer " + TestTokens.Create("right");
            await RawHandshake.AskAsync(host, "/hub?say=%0D%0Aforged%1B[31m%00%C2%85", [right]);
            await using RawClient client = await RawClient.ConnectAsync(host.Address, [right], []);
            foreach (string text in new[]
            {
                """{"jsonrpc":"2.0","id":1,"method":"a\r\nforged\u001b[31m\u0000"}""",
                """{"jsonrpc":"2.0","id":"\r\nforged\u001b","method":"who","params":{"\r\nforged":1}}""",
                """{"jsonrpc":"2.0","id":1,"method":"echo","params":[{"\r\nforged\u001b":"\r\n"}]}""",
                """{"jsonrpc":"2.0","id":1,"method":"$/session/open","params":{"versions":[1],"agent":"\r\nforged\u001b"}}""",
                "\u0001\u0002\r\nforged\u001b",
            })
            {
                await client.AskAsync(text);
            }

            await client.SendAsync("""{"jsonrpc":"2.0","method":"\r\nforged\u001b","params":["\r\nforged"]}""");
            await client.SendAsync("""{"jsonrpc":"2.0","method":"$/progress","params":{"token":"\r\nforged\u001b","value":1}}""");
            await client.SendAsync("bytes"u8.ToArray(), WebSocketMessageType.Binary);
            await client.ReceiveCloseAsync();
        }

        Assert.Contains(_logs.Entries, static entry => entry.Text.Contains("\\u000d\\u000aforged\\u001b", StringComparison.Ordinal));
        Assert.DoesNotContain(_logs.Entries, static entry =>
            entry.Category.Contains("Rpc", StringComparison.Ordinal) && entry.Text.Any(char.IsControl));
    }

    public void Dispose() => _logs.Dispose();

    // Only JWTs have one: whoever has the rest and not that has nothing.
    private static string Signature(string token) => token[(token.LastIndexOf('.') + 1)..];

    private static async Task RefreshAsync(HubHost host, string token)
    {
        await using RawClient client = await RawClient.ConnectAsync(
            host.Address, ["Authorization: Bearer " + TestTokens.Create("ann", TimeSpan.FromHours(2))], []);
        await client.AskAsync("""{"jsonrpc":"2.0","id":0,"method":"$/session/open","params":{"versions":[1]}}""");
        await client.AskAsync($$"""{"jsonrpc":"2.0","id":1,"method":"$/session/auth","params":["{{token}}"]}""");
    }

    private Task<HubHost> StartAsync(Action<RpcHubOptions> configure) => HubHost.StartAsync<DoorHub>(
        configure,
        services: services =>
        {
            TestTokens.AddTo(services);
            services.AddHttpLogging();
            services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_logs));
        },
        route: static hub => hub.RequireAuthorization(),
        pipeline: static app => app.UseHttpLogging());
}
