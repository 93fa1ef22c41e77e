using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ws.Rpc.Hosting;

/// <summary>
/// A client is healthy while it is connected, degraded while it connects, and what the registration says when it does neither.
/// </summary>
internal sealed class RpcClientHealthCheck(HostedClient hosted) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        RpcClientState state = hosted.Client.State;
        HealthStatus status = state switch
        {
            RpcClientState.Connected => HealthStatus.Healthy,
            RpcClientState.Connecting or RpcClientState.Reconnecting => HealthStatus.Degraded,
            _ => context.Registration.FailureStatus,
        };
        var data = new Dictionary<string, object> { ["state"] = state.ToString() };
        if (hosted.Client.Latency is { } latency)
        {
            data["latency"] = latency;
        }

        return Task.FromResult(new HealthCheckResult(status, $"The client is {state}.", null, data));
    }
}
