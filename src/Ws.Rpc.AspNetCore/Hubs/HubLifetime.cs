using System;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ws.Rpc.Diagnostics;

namespace Ws.Rpc.AspNetCore.Hubs;

/// <summary>Tells a hub class of the beginning and the end of a connection, each in a scope of its own.</summary>
internal sealed class HubLifetime<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THub>(
    IServiceScopeFactory scopes, HubActivator<THub> activator, ILogger logger)
    where THub : RpcHub
{
    /// <summary>Whether the hub has accepted the connection.</summary>
    public Task<bool> TryConnectAsync(RpcHubContext context) =>
        RunAsync(context, static (hub, _) => hub.OnConnectedAsync(), null, nameof(RpcHub.OnConnectedAsync));

    public Task DisconnectAsync(RpcHubContext context, RpcDisconnect disconnect) =>
        RunAsync(context, static (hub, end) => hub.OnDisconnectedAsync(end!), disconnect, nameof(RpcHub.OnDisconnectedAsync));

    [SuppressMessage("Design", "CA1031", Justification = "What the hub throws is logged, and ends its own connection at most.")]
    private async Task<bool> RunAsync(
        RpcHubContext context, Func<THub, RpcDisconnect?, ValueTask> handler, RpcDisconnect? disconnect, string name)
    {
        try
        {
            HubScope<THub> scope = HubScope<THub>.Create(scopes, activator, context);
            try
            {
                await handler(scope.Hub, disconnect).ConfigureAwait(false);
            }
            finally
            {
                await scope.DisposeAsync().ConfigureAwait(false);
            }

            return true;
        }
        catch (Exception exception)
        {
            logger.ConnectionLifetimeHandlerFailed(exception, context.ConnectionId, name);
            return false;
        }
    }
}
