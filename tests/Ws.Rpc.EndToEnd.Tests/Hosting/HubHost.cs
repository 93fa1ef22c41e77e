using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.EndToEnd.Tests.Probe;

namespace Ws.Rpc.EndToEnd.Tests.Hosting;

/// <summary>An application that serves one hub at <c>/hub</c> over a real socket.</summary>
internal sealed class HubHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private HubHost(WebApplication app)
    {
        _app = app;
        string address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        HttpAddress = new Uri(new Uri(address), "/hub");
        Address = new UriBuilder(HttpAddress) { Scheme = HttpAddress.Scheme == "https" ? "wss" : "ws" }.Uri;
    }

    public Uri Address { get; }

    public Uri HttpAddress { get; }

    public IServiceProvider Services => _app.Services;

    public ProbeState Probe => Services.GetRequiredService<ProbeState>();

    public static async Task<HubHost> StartAsync<THub>(
        Action<RpcHubOptions>? configure = null,
        Action<ListenOptions>? listen = null,
        Action<IServiceCollection>? services = null,
        Action<RpcHubEndpointConventionBuilder>? route = null,
        Action<WebApplication>? pipeline = null,
        int port = 0)
        where THub : RpcHub
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, port, listen ?? (_ => { })));
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Services.AddWsRpc(Framed.Server);
        builder.Services.AddWsRpc(static options =>
        {
            // In a test, time may leap over what a client had to answer.
            options.HeartbeatInterval = Timeout.InfiniteTimeSpan;
            options.DrainRetryAfter = TimeSpan.Zero;
        });
        builder.Services.AddWsRpc(configure);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ProbeState>();
        builder.Services.AddScoped<ScopedThing>();
        services?.Invoke(builder.Services);
        WebApplication app = builder.Build();
        pipeline?.Invoke(app);
        RpcHubEndpointConventionBuilder hub = app.MapRpcHub<THub>("/hub");
        route?.Invoke(hub);
        await app.StartAsync().Within();
        return new HubHost(app);
    }

    public async Task<RpcClient> ConnectAsync(RpcClientOptions? options = null, ProbeClient? handler = null)
    {
        RpcClient client = Framed.Client(Address, options);
        if (handler is not null)
        {
            client.Handle<IProbeClient>(handler);
        }

        await client.ConnectAsync().Within();
        return client;
    }

    public Task StopAsync() => _app.StopAsync().Within();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync().Within();
        await _app.DisposeAsync();
    }
}
