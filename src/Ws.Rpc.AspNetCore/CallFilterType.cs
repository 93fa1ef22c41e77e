using System;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;

namespace Ws.Rpc.AspNetCore;

/// <summary>A filter by its type: the call's scope gives it, or else it is made for the call and disposed after it.</summary>
internal sealed class CallFilterType(
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] Type type) : CallFilterSource
{
    // Not before it is needed: a filter that the container makes may have no constructor to find.
    private ObjectFactory? _factory;

    public override ValueTask InvokeAsync(RpcCallContext call, RpcCallDelegate next) =>
        call.Services.GetService(type) is IRpcCallFilter registered
            ? registered.InvokeAsync(call, next)
            : InvokeOwnAsync(Create(call.Services), call, next);

    private IRpcCallFilter Create(IServiceProvider services) =>
        (IRpcCallFilter)(_factory ??= ActivatorUtilities.CreateFactory(type, []))(services, null);

    private static async ValueTask InvokeOwnAsync(IRpcCallFilter filter, RpcCallContext call, RpcCallDelegate next)
    {
        try
        {
            await filter.InvokeAsync(call, next).ConfigureAwait(false);
        }
        finally
        {
            if (filter is IAsyncDisposable asynchronous)
            {
                await asynchronous.DisposeAsync().ConfigureAwait(false);
            }
            else
            {
                (filter as IDisposable)?.Dispose();
            }
        }
    }
}
