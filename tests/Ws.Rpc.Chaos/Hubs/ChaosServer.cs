using System;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.Chaos.Oracle;

namespace Ws.Rpc.Chaos.Hubs;

/// <summary>The hub at <c>/chaos</c> on a socket of loopback.</summary>
internal sealed class ChaosServer : IAsyncDisposable
{
    public const string Path = "/chaos";

    private ChaosServer(WebApplication application) => Application = application;

    public WebApplication Application { get; }

    public int Port => new Uri(Application.Urls.Single()).Port;

    public Uri Address => new($"ws://127.0.0.1:{Port}{Path}");

    public Journal Journal => Application.Services.GetRequiredService<Journal>();

    public static async Task<ChaosServer> StartAsync(
        Action<RpcHubOptions>? configure = null, Journal? journal = null, int port = 0, Action<WebApplication>? application = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Services.AddSingleton(journal ?? new Journal());
        builder.Services.AddWsRpc(configure);
        WebApplication built = builder.Build();
        application?.Invoke(built);
        built.MapRpcHub<ChaosHub>(Path);
        await built.StartAsync();
        return new ChaosServer(built);
    }

    public async ValueTask DisposeAsync()
    {
        await Application.StopAsync().Within();
        await Application.DisposeAsync();
    }
}
