using System;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Ws.Rpc.AspNetCore.Discovery;

namespace Ws.Rpc.AspNetCore.Hosting;

/// <summary>The route of a hub's document, below that of the hub.</summary>
internal static class DocumentRoute
{
    /// <summary>Maps it; <see langword="null"/> where nothing can be below the hub's route, which takes all paths.</summary>
    public static IEndpointConventionBuilder? Map<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THub>(
        IEndpointRouteBuilder endpoints, string pattern, Lazy<HubEndpoint<THub>> endpoint)
        where THub : RpcHub
    {
        RoutePattern hub = RoutePatternFactory.Parse(pattern);
        if (hub.Parameters.Any(static parameter => parameter.IsCatchAll))
        {
            return null;
        }

        RoutePattern document = RoutePatternFactory.Combine(hub, RoutePatternFactory.Parse(HubAddress.DocumentName));
        IEndpointConventionBuilder route = endpoints
            .Map(document, context => endpoint.Value.ServeDocumentAsync(context))
            .WithMetadata(new DocumentSwitch(() => endpoint.Value.HasDocument));
        route.Finally(builder =>
        {
            // Names that the application gives are the hub's, and must be unique.
            object[] names =
                [.. builder.Metadata.Where(static entry => entry is IEndpointNameMetadata or IRouteNameMetadata)];
            foreach (object name in names)
            {
                builder.Metadata.Remove(name);
            }

            builder.DisplayName = $"{typeof(THub).Name} {document.RawText}";
        });
        return route;
    }
}
