using System;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.EndToEnd.Tests.Hosting;

namespace Ws.Rpc.Interop.Tests.Hosting;

/// <summary>Our server with <see cref="PartsHub"/>.</summary>
internal sealed class PartsServer : IAsyncDisposable
{
    private readonly LocalServer _server;

    private PartsServer(LocalServer server) => _server = server;

    public Uri Uri => _server.SocketUri("/parts");

    public Journal Journal => _server.Get<Journal>();

    public Stock Stock => _server.Get<Stock>();

    /// <summary>What makes <see cref="PartsHub.AskAsync"/> give up the questions it has asked.</summary>
    public GivingUp GivingUp => _server.Get<GivingUp>();

    public static async Task<PartsServer> StartAsync(Action<RpcHubOptions>? configure = null)
    {
        LocalServer server = await LocalServer.StartAsync(
            services => services.AddWsRpc(Framed.Server).AddWsRpc(configure)
                .AddSingleton<Journal>()
                .AddSingleton<Meeting>()
                .AddSingleton<GivingUp>()
                .AddSingleton<Stock>(),
            app => app.MapRpcHub<PartsHub>("/parts"));
        return new PartsServer(server);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
