using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Hosting;

namespace Ws.Rpc.AspNetCore.Hosting;

/// <summary>
/// Makes all hubs ready when the application starts, so that what is wrong with one is known before the first client comes.
/// </summary>
internal sealed class HubStart(MappedHubs hubs) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        hubs.Prepare();
        return Task.CompletedTask;
    }

    // Again: an application with a Startup class maps its hubs while its web server starts.
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        hubs.Prepare();
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
