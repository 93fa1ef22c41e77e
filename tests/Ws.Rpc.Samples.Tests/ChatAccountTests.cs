using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Json;
using System.Threading.Tasks;
using Chat.Contracts;
using Ws.Rpc.Samples.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.Samples.Tests;

/// <summary>Who may come into the chat, and as whom.</summary>
public sealed class ChatAccountTests : IAsyncLifetime
{
    private ChatServer _server = null!;

    public async Task InitializeAsync() => _server = await ChatServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Nobody_comes_in_without_a_name()
    {
        await using var client = new RpcClient(_server.Address);

        await Assert.ThrowsAsync<RpcConnectionException>(() => client.ConnectAsync().Within());

        Assert.Equal("""{"name":null}""", await _server.Http.GetStringAsync(new Uri("/me", UriKind.Relative)).Within());
    }

    [Fact]
    public async Task Cookie_lets_in_under_the_name_that_was_given()
    {
        var jar = new CookieContainer();
        using var handler = new HttpClientHandler { CookieContainer = jar };
        using var http = new HttpClient(handler) { BaseAddress = _server.HttpAddress };
        using HttpResponseMessage signedIn = await http.PostAsJsonAsync("/sign-in", new { name = "zoë" }).Within();
        Assert.Equal(HttpStatusCode.OK, signedIn.StatusCode);
        await using var client = new RpcClient(_server.Address, new RpcClientOptions { Cookies = jar });
        await client.ConnectAsync().Within();

        RoomSnapshot room = await client.GetHub<IChatHub>().JoinAsync("lobby").Within();

        Assert.Equal(["zoë"], room.Members);
        Assert.Equal("""{"name":"zoë"}""", await http.GetStringAsync(new Uri("/me", UriKind.Relative)).Within());
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("  ")]
    [InlineData("a name that is much too long for anybody to want it")]
    public async Task Bad_names_are_refused(string? name)
    {
        foreach (string route in new[] { "/sign-in", "/token" })
        {
            using HttpResponseMessage response = await _server.Http.PostAsJsonAsync(route, new { name }).Within();

            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        }
    }

    [Fact]
    public async Task Token_of_somebody_else_is_refused()
    {
        string[] parts = (await _server.TokenAsync("ann")).Split('.');
        string forged = string.Join('.', parts[0], (await _server.TokenAsync("bob")).Split('.')[1], parts[2]);
        await using var client = new RpcClient(_server.Address, new RpcClientOptions { AccessToken = _ => new(forged) });

        await Assert.ThrowsAsync<RpcConnectionException>(() => client.ConnectAsync().Within());
        Assert.Equal(3, forged.Split('.').Count(part => part.Length > 0));
    }
}
