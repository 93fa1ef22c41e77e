using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Ws.Rpc.Chaos.Proxy;

/// <summary>The proxy's levers over HTTP on loopback, for tests in other languages.</summary>
internal sealed class ProxyControl : IAsyncDisposable
{
    private readonly WebApplication _application;

    private ProxyControl(WebApplication application) => _application = application;

    public Uri Address => new(_application.Urls.Single());

    public static async Task<ProxyControl> StartAsync(FaultProxy proxy, int port = 0)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Services.AddRoutingCore();
        WebApplication application = builder.Build();
        application.MapGet("/stats", () => Results.Json(proxy.Statistics));
        application.MapGet("/log", () => Results.Text(proxy.Log.ToString()));
        application.MapPost("/refuse", () => Do(() => proxy.Refuses = true));
        application.MapPost("/accept", () => Do(() => proxy.Refuses = false));
        application.MapPost("/kill", () => Do(proxy.KillAll));
        application.MapPost("/reset", () => Do(proxy.ResetAll));
        application.MapPost("/half-open", () => Do(proxy.HalfOpenAll));
        application.MapPost("/plan", (string kinds, int from, int to) => SetPlan(proxy, kinds, from, to));
        await application.StartAsync();
        return new ProxyControl(application);
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
    }

    private static IResult SetPlan(FaultProxy proxy, string kinds, int from, int to)
    {
        List<FaultKind> parsed = [];
        foreach (string name in kinds.Split(','))
        {
            if (!Enum.TryParse(name, ignoreCase: true, out FaultKind kind))
            {
                return Results.BadRequest($"'{name}' is none of {string.Join(", ", Enum.GetNames<FaultKind>())}.");
            }

            parsed.Add(kind);
        }

        return Do(() => proxy.Plan = random => FaultPlan.Draw(random, parsed, from, to));
    }

    private static IResult Do(Action action)
    {
        action();
        return Results.NoContent();
    }
}
