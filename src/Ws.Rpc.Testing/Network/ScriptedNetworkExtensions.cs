using System;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Ws.Rpc.Testing.Network;

namespace Ws.Rpc.Testing;

/// <summary>Puts an application on a <see cref="ScriptedNetwork"/>.</summary>
public static class ScriptedNetworkExtensions
{
    /// <summary>
    /// Serves the application by Kestrel on this network in place of sockets; the addresses that it is configured with are
    /// without effect.
    /// </summary>
    /// <param name="builder">The application's web host.</param>
    /// <param name="network">The network.</param>
    /// <returns>The web host.</returns>
    public static IWebHostBuilder UseScriptedNetwork(this IWebHostBuilder builder, ScriptedNetwork network)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(network);
        return builder
            .UseKestrelCore()
            .ConfigureKestrel(kestrel => kestrel.Listen(new NetworkEndPoint()))
            .ConfigureServices(services =>
            {
                services.RemoveAll<IConnectionListenerFactory>();
                services.AddSingleton<IConnectionListenerFactory>(new NetworkListenerFactory(network));
            });
    }
}
