using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Sessions;

namespace Ws.Rpc.AspNetCore.Hubs;

/// <summary>Serves the calls of one contract by a hub class: a scope and an instance for each.</summary>
internal sealed class HubTarget<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THub>(
    RpcContract contract,
    RpcDispatcher dispatcher,
    IServiceScopeFactory scopes,
    HubActivator<THub> activator,
    IReadOnlyList<CallGuard?>? guards = null,
    IReadOnlyList<ArgumentValidator?>? validators = null)
    : CallTarget(contract, dispatcher, guards)
    where THub : RpcHub
{
    public override ValueTask InvokeAsync(int method, ref RpcArgumentReader arguments, IncomingCall call)
    {
        // trip 12
        var context = (RpcHubContext)call.Session.State!;
        HubScope<THub> scope = call.Passage.Services is { } services
            ? HubScope<THub>.CreateWithin(services, activator, context)
            : HubScope<THub>.Create(scopes, activator, context);
        call.Validation = validators?[method]?.Begin(scope.Services);
        ValueTask work;
        try
        {
            work = Dispatcher.InvokeAsync(method, scope.Hub, ref arguments, call);
        }
        catch (Exception exception)
        {
            ValueTask disposal = scope.DisposeAsync();
            if (disposal.IsCompletedSuccessfully)
            {
                throw;
            }

            if (!arguments.IsComplete && call.Passage.Services is null)
            {
                // Why the arguments could not be read has to be known now: the message is gone later.
                call.EndAfter(disposal);
                throw;
            }

            return RethrowAsync(disposal, ExceptionDispatchInfo.Capture(exception));
        }

        return work.IsCompletedSuccessfully ? scope.DisposeAsync() : AwaitAsync(work, scope);
    }

    private static async ValueTask RethrowAsync(ValueTask disposal, ExceptionDispatchInfo failure)
    {
        await disposal.ConfigureAwait(false);
        failure.Throw();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private static async ValueTask AwaitAsync(ValueTask work, HubScope<THub> scope)
    {
        try
        {
            await work.ConfigureAwait(false);
        }
        finally
        {
            await scope.DisposeAsync().ConfigureAwait(false);
        }
    }
}
