using System;
using System.Threading.RateLimiting;

namespace Ws.Rpc.AspNetCore;

/// <summary>
/// Makes the usual rate limits of calls. Any other is a <see cref="PartitionedRateLimiter"/> over <see cref="RpcHubContext"/>.
/// </summary>
/// <remarks>
/// What is remembered of one connection or user is forgotten soon after its bucket is full again. Thread-safe.
/// </remarks>
public static class RpcRateLimit
{
    /// <summary>Gives each connection a token bucket.</summary>
    /// <param name="options">
    /// The bucket. Its calls never queue, and <see cref="ReplenishingRateLimiter.IsAutoReplenishing"/> is seen to.
    /// </param>
    /// <returns>The limiter, which belongs to the hub that it is given to.</returns>
    public static PartitionedRateLimiter<RpcHubContext> PerConnection(TokenBucketRateLimiterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return PartitionedRateLimiter.Create<RpcHubContext, string>(
            context => RateLimitPartition.GetTokenBucketLimiter(context.ConnectionId, _ => options), StringComparer.Ordinal);
    }

    /// <summary>
    /// Gives each user a token bucket, whatever the number of its connections; who has no user id has one for each connection.
    /// </summary>
    /// <param name="options">The bucket, as for <see cref="PerConnection"/>.</param>
    /// <returns>The limiter, which belongs to the hub that it is given to.</returns>
    public static PartitionedRateLimiter<RpcHubContext> PerUser(TokenBucketRateLimiterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return PartitionedRateLimiter.Create<RpcHubContext, (bool IsUser, string Id)>(
            context => RateLimitPartition.GetTokenBucketLimiter(KeyOf(context), _ => options));
    }

    // Nobody's user id is another one's connection id.
    private static (bool IsUser, string Id) KeyOf(RpcHubContext context) =>
        context.UserId is { } user ? (true, user) : (false, context.ConnectionId);
}
