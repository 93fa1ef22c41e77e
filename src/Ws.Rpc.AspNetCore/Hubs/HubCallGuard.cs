using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading.RateLimiting;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Ws.Rpc.Sessions;

namespace Ws.Rpc.AspNetCore.Hubs;

/// <summary>
/// What stands before one method of a hub, or before all that do not exist: rate limits first, then a scope with the filters and
/// the authorization in their order.
/// </summary>
/// <param name="scopes">Makes the scope of a call.</param>
/// <param name="limits">The rate limits.</param>
/// <param name="run">All that runs around the method, and the method; nothing if only the limits are there.</param>
/// <param name="metadata">What filters see of the method.</param>
internal sealed class HubCallGuard(
    IServiceScopeFactory scopes,
    IReadOnlyList<PartitionedRateLimiter<RpcHubContext>> limits,
    RpcCallDelegate? run,
    EndpointMetadataCollection metadata) : CallGuard
{
    public override bool Surrounds => run is not null;

    public override CallAdmission Admit(RpcSession session)
    {
        var context = (RpcHubContext)session.State!;
        return limits.Count switch
        {
            0 => CallAdmission.Free,
            1 => CallRate.Acquire(limits[0], context),
            _ => CallRate.Acquire(limits, context),
        };
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public override async ValueTask InvokeAsync(GuardedCall call)
    {
        AsyncServiceScope scope = scopes.CreateAsyncScope();
        try
        {
            await run!(new CallContext(call, metadata, scope.ServiceProvider)).ConfigureAwait(false);
        }
        finally
        {
            await call.EndTargetAsync().ConfigureAwait(false);
            await scope.DisposeAsync().ConfigureAwait(false);
        }
    }
}
