using System;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ws.Rpc.AspNetCore.Hosting;

/// <summary>
/// The request pipeline behind a hub's route: the framework's WebSocket handshake over our stream, then the endpoint.
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
            context.Items[s_upgradeKey] = TappedUpgrade.Install(context);
            return next(context);
        });
        pipeline.UseWebSockets();
        pipeline.Run(context => endpoint.Value.ServeAsync(context, (TappedUpgrade?)context.Items[s_upgradeKey]));
        return pipeline.Build();
    }
}
