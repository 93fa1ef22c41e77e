using System;
using System.Collections.Generic;
using System.Threading.RateLimiting;
using Ws.Rpc.Sessions;

namespace Ws.Rpc.AspNetCore.Hubs;

/// <summary>Asks rate limiters about a call, without ever waiting for one.</summary>
internal static class CallRate
{
    public static CallAdmission Acquire(PartitionedRateLimiter<RpcHubContext> limit, RpcHubContext context)
    {
        RateLimitLease lease = limit.AttemptAcquire(context);
        if (lease.IsAcquired)
        {
            return new CallAdmission(true, lease);
        }

        TimeSpan? retryAfter = lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan wait) ? wait : null;
        lease.Dispose();
        return new CallAdmission(false, null, retryAfter);
    }

    /// <summary>
    /// All of them, or none: those that were asked before the one that refuses, or fails, get back what is given back at all,
    /// which the tokens of a bucket are not.
    /// </summary>
    public static CallAdmission Acquire(IReadOnlyList<PartitionedRateLimiter<RpcHubContext>> limits, RpcHubContext context)
    {
        CallLeases? leases = new(limits.Count);
        try
        {
            foreach (PartitionedRateLimiter<RpcHubContext> limit in limits)
            {
                CallAdmission admission = Acquire(limit, context);
                if (!admission.IsAdmitted)
                {
                    return admission;
                }

                leases.Add(admission.Lease!);
            }

            var all = new CallAdmission(true, leases);
            leases = null;
            return all;
        }
        finally
        {
            leases?.Dispose();
        }
    }
}
