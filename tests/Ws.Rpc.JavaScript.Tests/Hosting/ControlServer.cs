using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ws.Rpc.JavaScript.Tests.Hosting;

/// <summary>Starts and stops servers for suites that run in Node, which ask for it by HTTP.</summary>
internal sealed class ControlServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<int, HubServer> _servers = new();
    private int _last;

    private ControlServer(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    public static async Task<ControlServer> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        WebApplication app = builder.Build();
        var control = new ControlServer(app);
        app.MapPost("/servers", control.BeginAsync);
        app.MapGet("/servers/{id:int}/journal", (int id) => control._servers[id].Journal.Entries);
        app.MapPost("/servers/{id:int}/stop", (int id) => control._servers[id].StopAsync());
        app.MapDelete("/servers/{id:int}", control.EndAsync);
        await app.StartAsync().Within();
        return control;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (HubServer server in _servers.Values)
        {
            await server.DisposeAsync();
        }

        await _app.DisposeAsync();
    }

    private async Task<IResult> BeginAsync(HubServerOptions options)
    {
        HubServer server = await HubServer.StartAsync(options);
        int id = Interlocked.Increment(ref _last);
        _servers[id] = server;
        return Results.Ok(new { id, address = server.Uri.AbsoluteUri });
    }

    private async Task EndAsync(int id)
    {
        if (_servers.TryRemove(id, out HubServer? server))
        {
            await server.DisposeAsync();
        }
    }
}
