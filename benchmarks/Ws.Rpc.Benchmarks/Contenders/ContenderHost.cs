using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ws.Rpc.Benchmarks.Contenders;

/// <summary>A server of so many contenders, on free ports of loopback.</summary>
internal sealed class ContenderHost
{
    private readonly IReadOnlyList<Contender> _contenders;

    public ContenderHost(IReadOnlyList<Contender> contenders)
    {
        // Two of the same framework share its endpoint.
        _contenders = [.. contenders.DistinctBy(contender => contender.Map)];
        Builder = WebApplication.CreateSlimBuilder();
        Builder.Logging.ClearProviders();
        Builder.Services.AddSingleton(TimeProvider.System);
        Builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        foreach (Contender contender in _contenders)
        {
            contender.Register(Builder.Services);
        }
    }

    public WebApplicationBuilder Builder { get; }

    public WebApplication Build()
    {
        WebApplication app = Builder.Build();
        foreach (Contender contender in _contenders)
        {
            contender.Map(app);
        }

        return app;
    }

    /// <summary>Where an application listens that has started.</summary>
    public static ServerAddress AddressOf(WebApplication app) => new(new Uri(app.Urls.First()), new Uri(app.Urls.Last()));
}
