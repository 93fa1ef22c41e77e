using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace Ws.Rpc.Hosting.Tests;

public sealed class AddRpcClientTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(20);

    // Where nobody listens.
    private static readonly Uri s_nowhere = new("ws://127.0.0.1:9/greeter");

    [Fact]
    public async Task A_hub_is_injected_and_connected_when_the_host_starts()
    {
        await using GreeterServer server = await GreeterServer.StartAsync();
        using IHost host = NewHost(server.Address);
        await host.StartAsync();

        Assert.Equal("hello ann", await host.Services.GetRequiredService<IGreeterHub>().GreetAsync("ann").AsTask().WaitAsync(s_limit));

        RpcClient client = ClientOf(host);
        Assert.Equal(RpcClientState.Connected, client.State);
        Assert.Equal(HealthStatus.Healthy, await HealthAsync(host));
        await host.StopAsync();
        Assert.Equal(RpcClientState.Disconnected, client.State);
        Assert.Equal(HealthStatus.Unhealthy, await HealthAsync(host));
    }

    [Fact]
    public async Task A_host_starts_without_its_server_and_finds_it_later()
    {
        int port;
        await using (GreeterServer first = await GreeterServer.StartAsync())
        {
            port = first.Address.Port;
        }

        using IHost host = NewHost(
            new Uri($"ws://127.0.0.1:{port}/greeter"),
            settings => settings.Options = settings.Options with { Reconnect = new RpcReconnectPolicy { MaxDelay = TimeSpan.FromMilliseconds(100) } });
        await host.StartAsync().WaitAsync(s_limit);
        Task<string> call = host.Services.GetRequiredService<IGreeterHub>().GreetAsync("bob").AsTask();
        Assert.Equal(HealthStatus.Degraded, await HealthAsync(host));

        await using GreeterServer second = await GreeterServer.StartAsync(port);

        Assert.Equal("hello bob", await call.WaitAsync(s_limit));
        await host.StopAsync();
    }

    [Fact]
    public async Task A_client_that_never_reconnects_fails_its_host()
    {
        using IHost host = NewHost(s_nowhere, settings => settings.Options = settings.Options with { Reconnect = null });

        await Assert.ThrowsAsync<RpcConnectionException>(() => host.StartAsync().WaitAsync(s_limit));
    }

    [Fact]
    public async Task A_client_that_waits_for_its_first_use_connects_then()
    {
        await using GreeterServer server = await GreeterServer.StartAsync();
        using IHost host = NewHost(server.Address, settings => settings.ConnectOnStart = false);
        await host.StartAsync();
        Assert.Equal(RpcClientState.Disconnected, ClientOf(host).State);

        Assert.Equal("hello cid", await host.Services.GetRequiredService<IGreeterHub>().GreetAsync("cid").AsTask().WaitAsync(s_limit));

        await host.StopAsync();
    }

    [Fact]
    public async Task A_host_stops_while_its_client_still_connects()
    {
        using IHost host = NewHost(s_nowhere);
        await host.StartAsync();

        await host.StopAsync().WaitAsync(s_limit);

        Assert.Equal(RpcClientState.Disconnected, ClientOf(host).State);
    }

    [Fact]
    public async Task Callbacks_are_served_by_what_the_services_give()
    {
        await using GreeterServer server = await GreeterServer.StartAsync();
        var handler = new GreeterClient();
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(handler);
        builder.Services
            .AddRpcClient<IGreeterHub>(settings => settings.Uri = server.Address)
            .Handle<IGreeterClient>(services => services.GetRequiredService<GreeterClient>());
        using IHost host = builder.Build();
        await host.StartAsync();

        await host.Services.GetRequiredService<IGreeterHub>().TellAsync("news").AsTask().WaitAsync(s_limit);

        Assert.Equal("news", await handler.Told.WaitAsync(s_limit));
        await host.StopAsync();
    }

    [Fact]
    public void A_client_without_an_address_says_so()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddRpcClient<IGreeterHub>(_ => { });
        using IHost host = builder.Build();

        var failure = Assert.Throws<InvalidOperationException>(() => host.Services.GetRequiredService<IGreeterHub>());
        Assert.Contains(nameof(IGreeterHub), failure.Message, StringComparison.Ordinal);
    }

    private static IHost NewHost(Uri uri, Action<RpcClientSettings>? configure = null)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddRpcClient<IGreeterHub>(settings =>
        {
            settings.Uri = uri;
            configure?.Invoke(settings);
        });
        builder.Services.AddHealthChecks().AddRpcClient<IGreeterHub>("greeter");
        return builder.Build();
    }

    private static RpcClient ClientOf(IHost host) => host.Services.GetRequiredKeyedService<RpcClient>(typeof(IGreeterHub));

    private static async Task<HealthStatus> HealthAsync(IHost host) =>
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries.Single().Value.Status;
}
