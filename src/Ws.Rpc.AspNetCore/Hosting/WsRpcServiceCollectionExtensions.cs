using System;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.AspNetCore.Discovery;
using Ws.Rpc.AspNetCore.Handshake;
using Ws.Rpc.AspNetCore.Hosting;
using Ws.Rpc.AspNetCore.Hubs;
using Ws.Rpc.AspNetCore.Rooms;
using Ws.Rpc.CompilerServices;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers Ws.Rpc.</summary>
public static class WsRpcServiceCollectionExtensions
{
    /// <summary>Registers what <c>MapRpcHub</c> needs. May be called more than once; all options apply.</summary>
    /// <param name="services">The container.</param>
    /// <param name="configure">Changes the options of all hubs.</param>
    /// <returns>The container.</returns>
    public static IServiceCollection AddWsRpc(this IServiceCollection services, Action<RpcHubOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<RpcHubOptions>();
        services.TryAddSingleton<MappedHubs>();
        services.TryAddSingleton<CallLimiters>();
        services.TryAddSingleton<HubDirectories>();
        services.TryAddSingleton<EndingSessions>();
        services.TryAddSingleton(typeof(IRpcHubContext<,>), typeof(OutsideContext<,>));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, HubStart>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<MatcherPolicy, BearerTokenPolicy>());
        if (RpcDescriber.IsSupported)
        {
            services.TryAddEnumerable(ServiceDescriptor.Singleton<MatcherPolicy, DocumentPolicy>());
        }

        if (configure is not null)
        {
            services.Configure(configure);
        }

        return services;
    }
}
