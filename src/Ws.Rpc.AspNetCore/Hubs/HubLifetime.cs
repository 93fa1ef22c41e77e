using System;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ws.Rpc.Diagnostics;

namespace Ws.Rpc.AspNetCore.Hubs;

/// <summary>Tells a hub class of what happens to a connection, each time in a scope of its own.</summary>
internal sealed class HubLifetime<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THub>(
    IServiceScopeFactory scopes, HubActivator<THub> activator, ILogger logger)
    where THub : RpcHub
{
    /// <summary>Whether the hub has accepted the connection.</summary>
    public Task<bool> TryConnectAsync(RpcHubContext context) =>
        RunAsync(context, static (hub, _) => hub.OnConnectedAsync(), 0, nameof(RpcHub.OnConnectedAsync));

    public Task ResumeAsync(RpcHubContext context) =>
        RunAsync(context, static (hub, _) => hub.OnResumedAsync(), 0, nameof(RpcHub.OnResumedAsync));

    public Task DisconnectAsync(RpcHubContext context, RpcDisconnect disconnect) =>
        RunAsync(context, static (hub, end) => hub.OnDisconnectedAsync(end), disconnect, nameof(RpcHub.OnDisconnectedAsync));

    public Task LeaveRoomAsync(RpcHubContext context, string room, RpcRoomLeaveReason reason) => RunAsync(
        context,
        static (hub, left) => hub.OnRoomLeftAsync(left.room, left.reason),
        (room, reason),
        nameof(RpcHub.OnRoomLeftAsync));

    [SuppressMessage("Design", "CA1031", Justification = "What the hub throws is logged, and ends its own connection at most.")]
    private async Task<bool> RunAsync<T>(RpcHubContext context, Func<THub, T, ValueTask> handler, T argument, string name)
    {
        try
        {
            HubScope<THub> scope = HubScope<THub>.Create(scopes, activator, context);
            try
            {
                await handler(scope.Hub, argument).ConfigureAwait(false);
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
