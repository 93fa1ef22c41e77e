using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Threading.RateLimiting;

namespace Ws.Rpc.AspNetCore;

// What stands around calls.
public sealed partial class RpcHubOptions
{
    internal List<CallFilterSource> CallFilters { get; } = [];

    internal Dictionary<string, PartitionedRateLimiter<RpcHubContext>> RateLimitPolicies { get; } = new(StringComparer.Ordinal);

    /// <summary>Adds a filter around all calls, inside those that were added before.</summary>
    /// <typeparam name="TFilter">
    /// The filter: taken from the call's scope where it is registered there, otherwise made for each call with constructor
    /// injection, and disposed after it.
    /// </typeparam>
    public void AddCallFilter<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TFilter>()
        where TFilter : class, IRpcCallFilter => CallFilters.Add(new CallFilterType(typeof(TFilter)));

    /// <summary>Adds a filter around all calls, inside those that were added before.</summary>
    /// <param name="filter">The filter, one object for all calls; not disposed.</param>
    public void AddCallFilter(IRpcCallFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        CallFilters.Add(new CallFilterInstance(filter));
    }

    /// <summary>Adds a rate limit that methods name by <see cref="RpcRateLimitAttribute"/>.</summary>
    /// <param name="name">The name, compared ordinally.</param>
    /// <param name="limiter">The limiter, asked as <see cref="CallRateLimiter"/> is. Disposed with the application.</param>
    /// <exception cref="ArgumentException">There is a policy of that name.</exception>
    public void AddRateLimitPolicy(string name, PartitionedRateLimiter<RpcHubContext> limiter)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(limiter);
        RateLimitPolicies.Add(name, limiter);
    }
}
