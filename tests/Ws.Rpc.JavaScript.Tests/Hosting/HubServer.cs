using System;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ws.Rpc.AspNetCore;

namespace Ws.Rpc.JavaScript.Tests.Hosting;

/// <summary>A real Kestrel with <see cref="TestHub"/>, a page and the client.</summary>
internal sealed class HubServer : IAsyncDisposable
{
    private const string Page = "<!doctype html><title>Ws.Rpc</title><link rel=icon href=data:,>";

    private readonly WebApplication _app;

    private HubServer(WebApplication app) => _app = app;

    public Uri Uri => new(
        _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public HubJournal Journal => _app.Services.GetRequiredService<HubJournal>();

    public static async Task<HubServer> StartAsync(HubServerOptions options)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { ApplicationName = typeof(HubServer).Assembly.GetName().Name });
        builder.WebHost.UseStaticWebAssets();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton<HubJournal>().AddAuthorization().AddWsRpc(hub => Configure(hub, options));
        builder.Services.AddAuthentication(PlainAuthentication.Name)
            .AddScheme<AuthenticationSchemeOptions, PlainAuthentication>(PlainAuthentication.Name, null);
        WebApplication app = builder.Build();
        RpcHubEndpointConventionBuilder hub = app.MapRpcHub<TestHub>("/hub");
        if (options.Authorized)
        {
            hub.RequireAuthorization();
        }

        app.MapGet("/", () => Results.Content(Page, "text/html"));
        app.UseStaticFiles();
        await app.StartAsync().Within();
        return new HubServer(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    public Task StopAsync() => _app.StopAsync();

    private static void Configure(RpcHubOptions hub, HubServerOptions options)
    {
        hub.MaxConnections = options.MaxConnections;
        hub.DrainTimeout = TimeSpan.FromMilliseconds(options.DrainTimeout);
        hub.DrainRetryAfter = TimeSpan.FromMilliseconds(options.DrainTimeout / 4);
        hub.Resume = options.Resume
            ? new RpcResumeOptions { Window = TimeSpan.FromMilliseconds(options.Window), BufferFrames = options.BufferFrames }
            : null;
    }
}
