using System;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Ws.Rpc.Hosting;

namespace Ws.Rpc;

/// <summary>Says more of a client that has been added to a host's services.</summary>
public sealed class RpcClientBuilder
{
    private readonly Type _hub;

    internal RpcClientBuilder(IServiceCollection services, Type hub)
    {
        Services = services;
        _hub = hub;
    }

    /// <summary>Gets the services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Gets the client's settings, to be configured further, with other services where they are needed.</summary>
    public OptionsBuilder<RpcClientSettings> Settings => Services.AddOptions<RpcClientSettings>(HubName.Of(_hub));

    /// <summary>Serves the server's calls of a callback contract, from before the client connects.</summary>
    /// <typeparam name="TCallback">An interface marked with <see cref="RpcCallbackAttribute"/>.</typeparam>
    /// <param name="implementation">Gives the object to call, once; it may be called concurrently.</param>
    /// <returns>This builder.</returns>
    public RpcClientBuilder Handle<TCallback>(Func<IServiceProvider, TCallback> implementation)
        where TCallback : class
    {
        ArgumentNullException.ThrowIfNull(implementation);
        Services.AddKeyedSingleton(
            _hub, (provider, _) => new CallbackHandler((client) => client.Handle(implementation(provider))));
        return this;
    }
}
