using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.RateLimiting;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Ws.Rpc.Sessions;

namespace Ws.Rpc.AspNetCore.Hubs;

/// <summary>
/// Puts together what stands before the methods of a hub. Where nothing does, nothing is made, and calls go straight.
/// </summary>
internal sealed class CallGuards
{
    private readonly IServiceProvider _services;
    private readonly IServiceScopeFactory _scopes;
    private readonly RpcHubOptions _options;
    private readonly HubMethods _methods;

    public CallGuards(IServiceProvider services, RpcHubOptions options, HubMethods methods)
    {
        _services = services;
        _scopes = services.GetRequiredService<IServiceScopeFactory>();
        _options = options;
        _methods = methods;
        CallLimiters limiters = services.GetRequiredService<CallLimiters>();
        foreach (PartitionedRateLimiter<RpcHubContext> limiter in HubWide().Concat(options.RateLimitPolicies.Values))
        {
            limiters.Own(limiter);
        }
    }

    /// <summary>What stands before each of the methods of one contract.</summary>
    /// <exception cref="InvalidOperationException">An attribute asks for what the application does not have.</exception>
    public IReadOnlyList<CallGuard?>? Of(IEnumerable<HubMethod> methods)
    {
        CallGuard?[] guards = [.. methods.Select(Of)];
        return guards.Any(static guard => guard is not null) ? guards : null;
    }

    /// <summary>What stands before methods that do not exist.</summary>
    public CallTarget? Unknown()
    {
        RpcCallDelegate? run = _options.CallFilters.Count > 0
            ? Around(static call => EndAsync(call), _options.CallFilters)
            : null;
        return Create(HubWide(), run, EndpointMetadataCollection.Empty) is { } guard ? new UnknownTarget(guard) : null;
    }

    /// <summary>What stands before a method that is the library's own: what stands before all of the hub's.</summary>
    public CallGuard? OfHub()
    {
        CallFilterSource[] marked = [.. _methods.OfClass.OfType<RpcCallFilterAttribute>().Select(SourceOf)];
        RpcCallDelegate? run = marked.Length > 0 || _options.CallFilters.Count > 0
            ? Around(static call => EndAsync(call), _options.CallFilters.Concat(marked))
            : null;
        return Create(HubWide(), run, new EndpointMetadataCollection(_methods.OfClass));
    }

    private static ValueTask EndAsync(RpcCallContext call) => ((CallContext)call).InvokeAsync();

    private static RpcCallDelegate Around(RpcCallDelegate inner, IEnumerable<CallFilterSource> filters) => filters.Reverse()
        .Aggregate(inner, static (next, filter) => call => filter.InvokeAsync(call, next));

    private static CallFilterType SourceOf(RpcCallFilterAttribute mark) =>
        typeof(IRpcCallFilter).IsAssignableFrom(mark.FilterType)
            ? new CallFilterType(mark.FilterType)
            : throw new InvalidOperationException($"[RpcCallFilter] names '{mark.FilterType}', which is no IRpcCallFilter.");

    private HubCallGuard? Of(HubMethod method)
    {
        CallFilterSource[] marked =
            [.. _methods.OfClass.Concat(method.Marks).OfType<RpcCallFilterAttribute>().Select(SourceOf)];
        MethodAuthorization? authorization = AuthorizationOf(method);
        RpcCallDelegate? run = null;
        if (marked.Length > 0 || authorization is not null || _options.CallFilters.Count > 0)
        {
            run = Around(static call => EndAsync(call), marked);
            if (authorization is not null)
            {
                RpcCallDelegate authorized = run;
                run = call => authorization.InvokeAsync(call, authorized);
            }

            run = Around(run, _options.CallFilters);
        }

        return Create(HubWide().Concat(Policies(method)), run, method.Metadata);
    }

    private HubCallGuard? Create(
        IEnumerable<PartitionedRateLimiter<RpcHubContext>> limits, RpcCallDelegate? run, EndpointMetadataCollection metadata)
    {
        PartitionedRateLimiter<RpcHubContext>[] all = [.. limits];
        return all.Length > 0 || run is not null ? new HubCallGuard(_scopes, all, run, metadata) : null;
    }

    private IEnumerable<PartitionedRateLimiter<RpcHubContext>> HubWide() =>
        _options.CallRateLimiter is { } limiter ? [limiter] : [];

    private IEnumerable<PartitionedRateLimiter<RpcHubContext>> Policies(HubMethod method) =>
        method.Marks.OfType<RpcRateLimitAttribute>().Select(mark =>
            _options.RateLimitPolicies.TryGetValue(mark.Policy, out PartitionedRateLimiter<RpcHubContext>? policy)
                ? policy
                : throw new InvalidOperationException(
                    $"'{method.Implementation}' names the rate limit '{mark.Policy}', which AddRateLimitPolicy was not given."));

    private MethodAuthorization? AuthorizationOf(HubMethod method)
    {
        if (!method.AsksForAuthorization)
        {
            return null;
        }

        IAuthorizationPolicyProvider policies = _services.GetService<IAuthorizationPolicyProvider>()
            ?? throw new InvalidOperationException(
                $"'{method.Implementation}' asks for authorization: call builder.Services.AddAuthorization().");
        return MethodAuthorization.Create(policies, method, _options.HideForbiddenMethods);
    }
}
