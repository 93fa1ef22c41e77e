using System;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;

namespace Ws.Rpc.AspNetCore.Handshake;

/// <summary>
/// A filter by its type: from the request's services where the application has registered it, otherwise made by its constructor
/// for each handshake.
/// </summary>
internal sealed class ActivatedHandshakeFilter<
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TFilter> : IRpcHandshakeFilter
    where TFilter : class, IRpcHandshakeFilter
{
    // Not before it is needed: a filter that the container makes may have no constructor to find.
    private ObjectFactory<TFilter>? _factory;

    public async ValueTask<RpcHandshakeResult> OnHandshakeAsync(RpcHandshake handshake, CancellationToken cancellationToken)
    {
        IServiceProvider services = handshake.HttpContext.RequestServices;
        if (services.GetService<TFilter>() is { } registered)
        {
            return await registered.OnHandshakeAsync(handshake, cancellationToken).ConfigureAwait(false);
        }

        TFilter filter = (_factory ??= ActivatorUtilities.CreateFactory<TFilter>([]))(services, null);
        try
        {
            return await filter.OnHandshakeAsync(handshake, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await DisposeAsync(filter).ConfigureAwait(false);
        }
    }

    private static ValueTask DisposeAsync(TFilter filter)
    {
        if (filter is IAsyncDisposable asynchronous)
        {
            return asynchronous.DisposeAsync();
        }

        (filter as IDisposable)?.Dispose();
        return default;
    }
}
