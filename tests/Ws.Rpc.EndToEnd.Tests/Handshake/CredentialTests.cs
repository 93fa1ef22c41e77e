using System;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Handshake;

/// <summary>Credentials that end before their connection does (protocol section 8, <c>$/session/auth</c>).</summary>
public sealed class CredentialTests
{
    private const string Who = """{"jsonrpc":"2.0","id":1,"method":"who"}""";
    private const string Open = """{"jsonrpc":"2.0","id":0,"method":"$/session/open","params":{"versions":[1]}}""";

    private readonly CountingTime _time = new();

    [Fact]
    public async Task Connection_is_closed_with_4401_when_its_credentials_expire()
    {
        await using HubHost host = await StartAsync();
        await using RawClient client = await ConnectAsync(host, TestTokens.Create("ann", TimeSpan.FromMinutes(1)));

        _time.Advance(TimeSpan.FromSeconds(58));
        Assert.Equal("ann/1/", await WhoAsync(client));
        _time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(4401, (await client.ReceiveCloseAsync()).Code);
    }

    [Fact]
    public async Task Handshake_is_answered_401_when_its_credentials_have_expired_by_the_server_s_clock()
    {
        await using HubHost host = await StartAsync();
        string token = TestTokens.Create("ann", TimeSpan.FromMinutes(1));
        _time.Advance(TimeSpan.FromMinutes(2));

        HandshakeReply reply = await RawHandshake.AskAsync(host, "Authorization: Bearer " + token);

        Assert.Equal(401, reply.Status);
        Assert.Contains("invalid_token", reply["WWW-Authenticate"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task User_is_replaced_and_the_connection_goes_on_when_fresh_credentials_come()
    {
        await using HubHost host = await StartAsync();
        await using RawClient client = await ConnectAsync(host, TestTokens.Create("ann", TimeSpan.FromMinutes(1)));

        JsonElement result = (await AuthAsync(client, TestTokens.Create("ann", TimeSpan.FromHours(1), level: "2")))
            .GetProperty("result");

        Assert.InRange(result.GetProperty("expiresIn").GetInt64(), 3_590_000, 3_610_000);
        Assert.Equal("ann/2/", await WhoAsync(client));
        _time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal("ann/2/", await WhoAsync(client));
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(4401, (await client.ReceiveCloseAsync()).Code);
    }

    [Fact]
    public async Task Timer_is_gone_when_fresh_credentials_do_not_expire()
    {
        await using HubHost host = await StartAsync();
        await using RawClient client = await ConnectAsync(host, TestTokens.Create("ann", TimeSpan.FromMinutes(1)));
        _time.Advance(TimeSpan.FromSeconds(20));
        await WhoAsync(client);
        int before = _time.Timers;

        JsonElement answer = await AuthAsync(client, TestTokens.Create("ann", TimeSpan.FromHours(1), level: "eternal"));

        Assert.Equal(JsonValueKind.Null, answer.GetProperty("result").GetProperty("expiresIn").ValueKind);
        Assert.Equal(before - 1, _time.Timers);
        _time.Advance(TimeSpan.FromDays(400));
        Assert.Equal("ann/eternal/", await WhoAsync(client));
    }

    [Theory]
    [InlineData("expired")]
    [InlineData("audience")]
    [InlineData("signature")]
    [InlineData("garbage")]
    [InlineData("")]
    [InlineData("a b\\r\\nX: y")]
    public async Task Bad_token_is_refused_and_the_connection_stays_until_its_credentials_expire(string kind)
    {
        await using HubHost host = await StartAsync();
        await using RawClient client = await ConnectAsync(host, TestTokens.Create("ann", TimeSpan.FromMinutes(1)));
        string token = kind is "expired" or "audience" or "signature" ? TestTokens.Create(kind) : kind;

        Assert.Equal(-32041, CodeOf(await AuthAsync(client, token)));

        Assert.Equal("ann/1/", await WhoAsync(client));
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(4401, (await client.ReceiveCloseAsync()).Code);
    }

    [Theory]
    [InlineData("bob", "admin")]
    [InlineData("ann", "guest")]
    public async Task Connection_is_closed_with_4503_when_fresh_credentials_are_another_s_or_no_longer_enough(
        string subject, string role)
    {
        await using HubHost host = await StartAsync(static hub => hub.RequireAuthorization("admins"));
        await using RawClient client = await ConnectAsync(
            host, TestTokens.Create("ann", TimeSpan.FromHours(1), role: "admin"));

        Assert.Equal(-32043, CodeOf(await AuthAsync(client, TestTokens.Create(subject, TimeSpan.FromHours(1), role: role))));

        Assert.Equal(4503, (await client.ReceiveCloseAsync()).Code);
    }

    [Fact]
    public async Task Request_is_refused_when_there_is_no_session_or_nobody_is_signed_in()
    {
        await using HubHost host = await StartAsync();
        await using RawClient plain = await RawClient.ConnectAsync(
            host.Address, ["Authorization: Bearer " + TestTokens.Create("right")], []);
        await using RawClient nobody = await ConnectAsync(host, null);

        Assert.Equal(-32600, CodeOf(await AuthAsync(plain, TestTokens.Create("right"))));
        Assert.Equal(-32601, CodeOf(await AuthAsync(nobody, TestTokens.Create("right"))));
    }

    [Fact]
    public async Task Request_is_refused_by_its_form_in_a_batch_without_a_token_and_as_a_notification()
    {
        await using HubHost host = await StartAsync();
        await using RawClient client = await ConnectAsync(host, TestTokens.Create("right"));
        string token = TestTokens.Create("ann", TimeSpan.FromHours(1), level: "2");

        JsonElement batch = await client.AskAsync(
            $$"""[{"jsonrpc":"2.0","id":1,"method":"$/session/auth","params":["{{token}}"]}]""");
        JsonElement missing = await client.AskAsync("""{"jsonrpc":"2.0","id":1,"method":"$/session/auth","params":{}}""");
        JsonElement number = await client.AskAsync("""{"jsonrpc":"2.0","id":1,"method":"$/session/auth","params":[1]}""");
        await client.SendAsync($$"""{"jsonrpc":"2.0","method":"$/session/auth","params":["{{token}}"]}""");

        Assert.Equal(-32600, CodeOf(batch[0]));
        Assert.Equal(-32602, CodeOf(missing));
        Assert.Equal(-32602, CodeOf(number));
        Assert.Equal("ann/1/", await WhoAsync(client));
    }

    [Fact]
    public async Task One_token_is_checked_at_a_time_and_the_check_ends_with_the_connection()
    {
        var checking = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using HubHost host = await StartAsync(services: services => services.PostConfigure<JwtBearerOptions>(
            JwtBearerDefaults.AuthenticationScheme,
            jwt => jwt.Events.OnMessageReceived = context =>
                context.Request.Headers.ContainsKey("Upgrade") ? Task.CompletedTask : HoldAsync(context.HttpContext.RequestAborted)));
        RawClient client = await ConnectAsync(host, TestTokens.Create("right"));
        await client.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"$/session/auth","params":["a"]}""");
        await checking.Task.Within();

        Assert.Equal(-32053, CodeOf(await AuthAsync(client, "b")));
        await client.DisposeAsync();
        await cancelled.Task.Within();

        async Task HoldAsync(CancellationToken cancellationToken)
        {
            using CancellationTokenRegistration registration = cancellationToken.Register(cancelled.SetResult);
            checking.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, _time, cancellationToken);
        }
    }

    private static int CodeOf(JsonElement answer) => answer.GetProperty("error").GetProperty("code").GetInt32();

    private static async Task<string> WhoAsync(RawClient client) =>
        (await client.AskAsync(Who)).GetProperty("result").GetString()!;

    private static Task<JsonElement> AuthAsync(RawClient client, string token) => client.AskAsync(
        $$$"""{"jsonrpc":"2.0","id":20,"method":"$/session/auth","params":{"token":"{{{token}}}"}}""");

    private static async Task<RawClient> ConnectAsync(HubHost host, string? token)
    {
        RawClient client = await RawClient.ConnectAsync(
            host.Address, token is null ? [] : ["Authorization: Bearer " + token], []);
        await client.AskAsync(Open);
        return client;
    }

    private Task<HubHost> StartAsync(
        Action<RpcHubEndpointConventionBuilder>? route = null, Action<IServiceCollection>? services = null) =>
        HubHost.StartAsync<DoorHub>(
            services: added =>
            {
                TestTokens.AddTo(added);
                added.AddSingleton<TimeProvider>(_time);
                services?.Invoke(added);
            },
            route: route);
}
