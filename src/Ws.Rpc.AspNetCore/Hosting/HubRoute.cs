using System;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ws.Rpc.AspNetCore.Hosting;

/// <summary>
/// The request pipeline behind a hub's route: the framework's WebSocket handshake over our stream, then the endpoint. A request
/// that is no handshake is answered 426.
/// </summary>
internal static class HubRoute
{
    private static readonly object s_upgradeKey = new();

    public static RequestDelegate Build<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THub>(
        IApplicationBuilder pipeline, Lazy<HubEndpoint<THub>> endpoint)
        where THub : RpcHub
    {
        pipeline.Use(static next => context =>
        {
            context.Items[s_upgradeKey] = CollectingUpgrade.Install(context);
            return next(context);
        });
        pipeline.UseWebSockets();
        pipeline.Run(context => ServeAsync(context, endpoint));
        return pipeline.Build();
    }

    private static Task ServeAsync<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THub>(
        HttpContext context, Lazy<HubEndpoint<THub>> endpoint)
        where THub : RpcHub
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
            context.Response.Headers.Upgrade = "websocket";
            context.Response.Headers.Connection = "Upgrade";
            return Task.CompletedTask;
        }

        return endpoint.Value.ServeAsync(context, (CollectingUpgrade?)context.Items[s_upgradeKey]);
    }
}
