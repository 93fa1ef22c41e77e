using System;
using System.Collections.Generic;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Ws.Rpc;
using Ws.Rpc.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds clients of hubs to a host's services.</summary>
public static class RpcClientServiceCollectionExtensions
{
    /// <summary>
    /// Adds a client for a hub: one for the whole host, connected when it starts, or when the hub is first injected. A hub that
    /// cannot be reached does not keep the host from starting, unless reconnecting is switched off: calls wait for it.
    /// </summary>
    /// <typeparam name="THub">
    /// An interface marked with <see cref="RpcHubAttribute"/>, to be injected; the <see cref="RpcClient"/> is a service with the
    /// interface's type as its key.
    /// </typeparam>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets at least the address.</param>
    /// <returns>Says more of the client.</returns>
    public static RpcClientBuilder AddRpcClient<THub>(this IServiceCollection services, Action<RpcClientSettings> configure)
        where THub : class
    {
        ArgumentNullException.ThrowIfNull(services);
        var builder = new RpcClientBuilder(services, typeof(THub));
        builder.Settings.Configure(configure);
        if (services.Any(typeof(HostedClient), typeof(THub)))
        {
            return builder;
        }

        services.AddKeyedSingleton(typeof(THub), (provider, _) => Create(provider, typeof(THub)));
        services.AddKeyedSingleton(
            typeof(THub), (provider, _) => provider.GetRequiredKeyedService<HostedClient>(typeof(THub)).Client);
        services.AddSingleton<IHostedService>(
            provider => new ClientStarter(provider.GetRequiredKeyedService<HostedClient>(typeof(THub))));
        services.TryAddSingleton(provider =>
        {
            HostedClient hosted = provider.GetRequiredKeyedService<HostedClient>(typeof(THub));
            hosted.Begin();
            return hosted.Client.GetHub<THub>();
        });
        return builder;
    }

    /// <summary>Adds a client for a hub whose settings stand in a configuration.</summary>
    /// <typeparam name="THub">As above.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="section">
    /// Holds <c>Uri</c> and what else <see cref="RpcClientSettings"/>, <see cref="RpcClientOptions"/> and, below
    /// <c>Reconnect</c>, <see cref="RpcReconnectPolicy"/> have that text can say, under the names of the properties.
    /// </param>
    /// <returns>Says more of the client.</returns>
    public static RpcClientBuilder AddRpcClient<THub>(this IServiceCollection services, IConfiguration section)
        where THub : class
    {
        ArgumentNullException.ThrowIfNull(section);
        return services.AddRpcClient<THub>(settings => SettingsSection.Apply(section, settings));
    }

    private static bool Any(this IServiceCollection services, Type type, Type key)
    {
        foreach (ServiceDescriptor service in services)
        {
            if (service.ServiceType == type && Equals(service.ServiceKey, key))
            {
                return true;
            }
        }

        return false;
    }

    private static HostedClient Create(IServiceProvider provider, Type hub)
    {
        RpcClientSettings settings = provider.GetRequiredService<IOptionsMonitor<RpcClientSettings>>().Get(HubName.Of(hub));
        Uri uri = settings.Uri ?? throw new InvalidOperationException($"The client of '{hub}' has no address: set its Uri.");
        RpcClientOptions options = settings.Options;
        ILoggerFactory loggers = provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance;
        if (options.LoggerFactory == NullLoggerFactory.Instance)
        {
            options = options with { LoggerFactory = loggers };
        }

        IEnumerable<CallbackHandler> handlers = provider.GetKeyedServices<CallbackHandler>(hub);
        return new HostedClient(uri, options, settings.ConnectOnStart, handlers, loggers.CreateLogger<RpcClient>());
    }
}
