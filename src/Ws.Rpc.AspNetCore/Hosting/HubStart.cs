using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Hosting;

namespace Ws.Rpc.AspNetCore.Hosting;

/// <summary>
/// Makes all hubs ready when the application starts, so that what is wrong with one is known before the first client comes; and
/// waits for their last sessions when it stops.
/// </summary>
internal sealed class HubStart(MappedHubs hubs, EndingSessions sessions) : IHostedLifecycleService
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

    // The web server has stopped. While the services are there still: they refuse scopes as soon as their disposal has begun.
    public Task StoppedAsync(CancellationToken cancellationToken) => sessions.EndAsync().WaitAsync(cancellationToken);
}
