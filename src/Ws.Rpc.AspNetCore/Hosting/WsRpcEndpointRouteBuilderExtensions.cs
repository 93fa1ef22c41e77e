using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.AspNetCore.Handshake;
using Ws.Rpc.AspNetCore.Hosting;
using Ws.Rpc.AspNetCore.Hubs;
using Ws.Rpc.AspNetCore.Rooms;
using Ws.Rpc.CompilerServices;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps hubs to routes.</summary>
public static class WsRpcEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Serves a hub at a route. WebSocket handshakes become connections; any other request is answered as a handshake would be,
    /// and 426 where one would succeed. No <c>UseWebSockets</c> is needed. The attributes of the hub class are metadata of the
    /// route: <c>[Authorize]</c> on it holds for the handshake.
    /// </summary>
    /// <typeparam name="THub">
    /// The hub class. It implements one or more interfaces marked with <see cref="Ws.Rpc.RpcHubAttribute"/>.
    /// </typeparam>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">The route, such as <c>/chat</c>.</param>
    /// <returns>Takes conventions and options.</returns>
    /// <exception cref="InvalidOperationException">
    /// <c>AddWsRpc</c> was not called, the class implements no contract, or two of its methods have one wire name.
    /// </exception>
    public static RpcHubEndpointConventionBuilder MapRpcHub<
        [DynamicallyAccessedMembers(
            DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.Interfaces | HubMethods.Needed)]
    THub>(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern)
        where THub : RpcHub
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        IServiceProvider services = endpoints.ServiceProvider;
        MappedHubs hubs = services.GetService<MappedHubs>()
            ?? throw new InvalidOperationException("Call builder.Services.AddWsRpc() before mapping a hub.");
        IReadOnlyList<RpcContract> contracts = HubContracts.Of(typeof(THub));
        HubDirectory directory = services.GetRequiredService<HubDirectories>().Of(typeof(THub));
        var configure = new List<Action<RpcHubOptions>>();
        var methods = new HubMethods(typeof(THub));
        var endpoint = new Lazy<HubEndpoint<THub>>(
            () => new HubEndpoint<THub>(services, OptionsOf(services, configure), contracts, methods, directory));
        directory.ServeBy(() => endpoint.Value.Json);
        hubs.Add(() => _ = endpoint.Value);
        RequestDelegate serve = HubRoute.Build(endpoints.CreateApplicationBuilder(), endpoint);
        var routes = new List<IEndpointConventionBuilder>
        {
            endpoints.Map(pattern, serve).WithDisplayName($"{typeof(THub).Name} {pattern}"),
        };
        if (RpcDescriber.IsSupported && DocumentRoute.Map(endpoints, pattern, endpoint) is { } document)
        {
            routes.Add(document);
        }

        var builder = new RpcHubEndpointConventionBuilder(routes, configure);
        builder
            .WithMetadata(typeof(THub).GetCustomAttributes(inherit: true))
            .WithMetadata(new TokenSources(() => endpoint.Value.AllowsTokenInQuery))
            .DisableCookieRedirect();
        return builder;
    }

    // Options<T>.Value is shared by all hubs: each begins with a fresh one.
    private static RpcHubOptions OptionsOf(IServiceProvider services, List<Action<RpcHubOptions>> configure)
    {
        RpcHubOptions options = services.GetRequiredService<IOptionsFactory<RpcHubOptions>>().Create(Options.DefaultName);
        configure.ForEach(change => change(options));
        RpcHubOptionsRules.ThrowIfBroken(options);
        return options;
    }
}
