using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.Testing.Tests.Parlor;
using Xunit;

namespace Ws.Rpc.Testing.Tests;

public sealed class RpcTestHostTests
{
    private static readonly RpcTestHostOptions s_options = new()
    {
        ConfigureServices = services => services.AddSingleton<Visits>(),
    };

    [Fact]
    public async Task Client_calls_the_hub_without_a_socket()
    {
        await using RpcTestHost host = await RpcTestHost.StartAsync<ParlorHub>(s_options).Within();
        await using RpcTestClient client = await host.ConnectAsync().Within();

        Assert.Equal("hi", await client.GetHub<IParlorHub>().EchoAsync("hi").Within());

        Assert.StartsWith("c_", client.Client.ConnectionId, StringComparison.Ordinal);
        Assert.Same(client.Connection, Assert.Single(host.Network.Connections));
        Assert.True(client.Connection.ToServer.DeliveredBytes > 0);
    }

    [Fact]
    public async Task Server_calls_a_client_back_during_its_call()
    {
        await using RpcTestHost host = await RpcTestHost.StartAsync<ParlorHub>(s_options).Within();
        await using RpcTestClient client = host.CreateClient();
        client.Handle<IParlorClient>(new ParlorClient());
        await client.ConnectAsync().Within();

        Assert.True(await client.GetHub<IParlorHub>().AskMeAsync("really?").Within());
        Assert.Equal("""["really?"]""", (await client.Received.WaitForAsync("confirm")).Params.GetRawText());
    }

    [Fact]
    public async Task Every_client_is_the_user_that_it_was_made_for()
    {
        await using RpcTestHost host = await RpcTestHost.StartAsync<ParlorHub>(s_options).Within();
        await using RpcTestClient ann = await host.ConnectAsync(RpcTestUser.Create("ann")).Within();
        await using RpcTestClient root = await host.ConnectAsync(RpcTestUser.Create("root", "admin")).Within();
        await using RpcTestClient nobody = await host.ConnectAsync().Within();

        Assert.Equal("ann", await ann.GetHub<IParlorHub>().WhoAmIAsync().Within());
        Assert.Equal("root", await root.GetHub<IParlorHub>().WhoAmIAsync().Within());
        Assert.Equal("nobody", await nobody.GetHub<IParlorHub>().WhoAmIAsync().Within());
        Assert.Equal("welcome", await root.GetHub<IParlorHub>().AdminOnlyAsync().Within());
        RpcException refused = await Assert.ThrowsAsync<RpcException>(() => ann.GetHub<IParlorHub>().AdminOnlyAsync().Within());
        Assert.Equal(RpcErrorCode.Forbidden, refused.Code);
    }

    [Fact]
    public async Task Route_that_requires_a_user_refuses_nobody()
    {
        RpcTestHostOptions options = s_options with { ConfigureRoute = route => route.RequireAuthorization() };
        await using RpcTestHost host = await RpcTestHost.StartAsync<ParlorHub>(options).Within();

        RpcConnectionException refused = await Assert.ThrowsAsync<RpcConnectionException>(() => host.ConnectAsync().Within());

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        await using RpcTestClient ann = await host.ConnectAsync(RpcTestUser.Create("ann")).Within();
    }

    [Fact]
    public async Task Header_of_an_unknown_user_is_believed_by_nobody()
    {
        RpcTestHostOptions options = s_options with { ConfigureRoute = route => route.RequireAuthorization() };
        await using RpcTestHost host = await RpcTestHost.StartAsync<ParlorHub>(options).Within();
        RpcClientOptions pretender = new() { Headers = new Dictionary<string, string> { ["X-Ws-Rpc-Test-User"] = "0" } };

        RpcConnectionException refused =
            await Assert.ThrowsAsync<RpcConnectionException>(() => host.ConnectAsync(options: pretender).Within());

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task Hub_options_and_application_are_the_test_s_to_change()
    {
        RpcTestHostOptions options = s_options with
        {
            ConfigureHub = hub => hub.MaxConnections = 1,
            ConfigureApplication = application => application.MapRpcHub<ParlorHub>("/second"),
        };
        await using RpcTestHost host = await RpcTestHost.StartAsync<ParlorHub>(options).Within();
        await using RpcTestClient first = await host.ConnectAsync().Within();
        await using RpcTestClient other = host.CreateClient(path: "/second");

        RpcConnectionException refused = await Assert.ThrowsAsync<RpcConnectionException>(() => host.ConnectAsync().Within());
        await other.ConnectAsync().Within();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal("hi", await other.GetHub<IParlorHub>().EchoAsync("hi").Within());
    }

    [Fact]
    public async Task Call_s_deadline_passes_when_the_clock_is_advanced()
    {
        FakeClock clock = new();
        await using RpcTestHost host = await RpcTestHost.StartAsync<ParlorHub>(s_options with { TimeProvider = clock }).Within();
        await using RpcTestClient client =
            await host.ConnectAsync(options: new RpcClientOptions { CallTimeout = TimeSpan.FromMinutes(7) }).Within();
        Task<int> call = client.GetHub<IParlorHub>().WaitAsync().AsTask();
        await clock.WaitForTimerAsync(TimeSpan.FromMinutes(7)).Within();

        clock.Advance(TimeSpan.FromMinutes(8));

        await Assert.ThrowsAsync<RpcTimeoutException>(() => call.Within());
    }

    [Fact]
    public async Task Both_sides_notice_a_reset()
    {
        await using RpcTestHost host = await RpcTestHost.StartAsync<ParlorHub>(s_options).Within();
        RpcClientOptions patient = new() { CallTimeout = Timeout.InfiniteTimeSpan };
        await using RpcTestClient client = await host.ConnectAsync(options: patient).Within();
        Task<int> call = client.GetHub<IParlorHub>().WaitAsync().AsTask();

        client.Connection.Fail(NetworkFault.Reset);

        RpcException lost = await Assert.ThrowsAnyAsync<RpcException>(() => call.Within());
        Assert.IsType<RpcConnectionException>(lost, exactMatch: false);
        Assert.Contains(host.Network.Events, line => line.Contains("#1 Reset", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_connects_while_connections_are_refused_or_the_server_is_stopped()
    {
        await using RpcTestHost host = await RpcTestHost.StartAsync<ParlorHub>(s_options).Within();
        host.Network.RefusesConnections = true;
        RpcException refused = await Assert.ThrowsAnyAsync<RpcException>(() => host.ConnectAsync().Within());
        Assert.IsType<SocketException>(refused.GetBaseException());

        host.Network.RefusesConnections = false;
        await using (await host.ConnectAsync().Within())
        {
            await host.StopAsync().Within();
        }

        await Assert.ThrowsAnyAsync<RpcException>(() => host.ConnectAsync().Within());
    }

    [Fact]
    public async Task Restarted_server_knows_the_users_and_nothing_else()
    {
        await using RpcTestHost host = await RpcTestHost.StartAsync<ParlorHub>(s_options).Within();
        IServiceProvider before = host.Services;
        await using RpcTestClient ann = await host.ConnectAsync(RpcTestUser.Create("ann")).Within();

        await host.RestartAsync().Within();
        await using RpcTestClient again = await host.ConnectAsync(RpcTestUser.Create("ann")).Within();

        Assert.NotSame(before, host.Services);
        Assert.Equal("ann", await again.GetHub<IParlorHub>().WhoAmIAsync().Within());
    }

    [Fact]
    public async Task Clients_can_be_called_from_outside_the_hub()
    {
        await using RpcTestHost host = await RpcTestHost.StartAsync<ParlorHub>(s_options).Within();
        await using RpcTestClient client = await host.ConnectAsync().Within();
        var hub = host.Services.GetRequiredService<IRpcHubContext<ParlorHub, IParlorClient>>();

        await hub.Clients.All.MessageAsync("outside", 1);

        Assert.Equal("outside", (await client.Received.WaitForAsync("message")).Argument<string>(0));
    }

    [Fact]
    public async Task Client_with_a_connector_of_its_own_is_refused()
    {
        await using RpcTestHost host = await RpcTestHost.StartAsync<ParlorHub>(s_options).Within();
        RpcClientOptions own = new() { ConnectStream = (_, _) => throw new NotSupportedException() };

        Assert.Throws<ArgumentException>(() => host.CreateClient(options: own));
    }
}
