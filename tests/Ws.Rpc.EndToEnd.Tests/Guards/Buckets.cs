using System;
using System.Threading.RateLimiting;
using Ws.Rpc.AspNetCore;

namespace Ws.Rpc.EndToEnd.Tests.Guards;

/// <summary>Rate limits that no clock moves while a test runs: a bucket is filled again after a day.</summary>
internal static class Buckets
{
    public static readonly TimeSpan Period = TimeSpan.FromDays(1);

    public static TokenBucketRateLimiterOptions Of(int tokens) => new()
    {
        TokenLimit = tokens,
        TokensPerPeriod = tokens,
        ReplenishmentPeriod = Period,
        QueueLimit = 0,
    };

    public static PartitionedRateLimiter<RpcHubContext> PerConnection(int tokens) => RpcRateLimit.PerConnection(Of(tokens));

    public static PartitionedRateLimiter<RpcHubContext> OneAtATime() => PartitionedRateLimiter.Create<RpcHubContext, string>(
        static context => RateLimitPartition.GetConcurrencyLimiter(
            context.ConnectionId, static _ => new ConcurrencyLimiterOptions { PermitLimit = 1, QueueLimit = 0 }));
}
