using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;

namespace Ws.Rpc.AspNetCore.Hubs;

/// <summary>The DI scope and the hub instance of one call.</summary>
internal readonly struct HubScope<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THub>
    where THub : RpcHub
{
    // None where the scope is somebody else's.
    private readonly AsyncServiceScope? _scope;
    private readonly bool _ownsHub;

    private HubScope(AsyncServiceScope? scope, IServiceProvider services, THub hub, bool ownsHub)
    {
        _scope = scope;
        Services = services;
        Hub = hub;
        _ownsHub = ownsHub;
    }

    public THub Hub { get; }

    public IServiceProvider Services { get; }

    public static HubScope<THub> Create(IServiceScopeFactory scopes, HubActivator<THub> activator, RpcHubContext context)
    {
        AsyncServiceScope scope = scopes.CreateAsyncScope();
        try
        {
            THub hub = activator.Create(scope.ServiceProvider);
            hub.Context = context;
            return new HubScope<THub>(scope, scope.ServiceProvider, hub, activator.IsOwner);
        }
        catch
        {
            scope.Dispose();
            throw;
        }
    }

    /// <summary>A hub instance in a scope that somebody else has made and will dispose.</summary>
    public static HubScope<THub> CreateWithin(IServiceProvider services, HubActivator<THub> activator, RpcHubContext context)
    {
        THub hub = activator.Create(services);
        hub.Context = context;
        return new HubScope<THub>(null, services, hub, activator.IsOwner);
    }

    /// <summary>Disposes hub and scope; completes synchronously where nothing in them disposes asynchronously.</summary>
    public ValueTask DisposeAsync()
    {
        if (_ownsHub && Hub is IAsyncDisposable asynchronous)
        {
            return DisposeBothAsync(asynchronous, _scope);
        }

        try
        {
            if (_ownsHub && Hub is IDisposable disposable)
            {
                disposable.Dispose();
            }
        }
        catch (Exception exception)
        {
            return FailAsync(_scope, ExceptionDispatchInfo.Capture(exception));
        }

        return EndAsync(_scope);
    }

    private static ValueTask EndAsync(AsyncServiceScope? scope) => scope?.DisposeAsync() ?? default;

    private static async ValueTask FailAsync(AsyncServiceScope? scope, ExceptionDispatchInfo failure)
    {
        await EndAsync(scope).ConfigureAwait(false);
        failure.Throw();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private static async ValueTask DisposeBothAsync(IAsyncDisposable hub, AsyncServiceScope? scope)
    {
        try
        {
            await hub.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            await EndAsync(scope).ConfigureAwait(false);
        }
    }
}
