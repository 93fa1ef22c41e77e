using System;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;

namespace Ws.Rpc.AspNetCore.Hubs;

/// <summary>
/// Makes hub instances: from the container where the application has registered the hub, otherwise by its constructor.
/// </summary>
internal sealed class HubActivator<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THub>
    where THub : RpcHub
{
    private readonly ObjectFactory<THub>? _factory;

    public HubActivator(IServiceProvider services)
    {
        bool registered = services.GetService<IServiceProviderIsService>()?.IsService(typeof(THub)) ?? false;
        _factory = registered ? null : ActivatorUtilities.CreateFactory<THub>([]);
    }

    /// <summary>Whether the instances are the caller's to dispose, and not the container's.</summary>
    public bool IsOwner => _factory is not null;

    public THub Create(IServiceProvider services) =>
        _factory is null ? services.GetRequiredService<THub>() : _factory(services, null);
}
