using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Hosting;

namespace Ws.Rpc.Hosting;

/// <summary>Connects a client when the host starts, and closes it when the host stops.</summary>
internal sealed class ClientStarter(HostedClient client) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) =>
        client.ConnectsOnStart ? client.StartAsync(cancellationToken) : Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => client.StopAsync();
}
