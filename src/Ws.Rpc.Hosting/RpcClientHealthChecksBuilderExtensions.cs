using System;
using System.Collections.Generic;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Ws.Rpc.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds health checks of clients.</summary>
public static class RpcClientHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds a check of a hub's client: healthy while it is connected, degraded while it connects or connects again, and failed
    /// when it does neither.
    /// </summary>
    /// <typeparam name="THub">The hub whose client has been added to the services.</typeparam>
    /// <param name="builder">The checks.</param>
    /// <param name="name">The name of the check; that of the interface, if left out.</param>
    /// <param name="failureStatus">What failed means: <see cref="HealthStatus.Unhealthy"/>, if left out.</param>
    /// <param name="tags">The tags of the check.</param>
    /// <returns>The checks.</returns>
    public static IHealthChecksBuilder AddRpcClient<THub>(
        this IHealthChecksBuilder builder,
        string? name = null,
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null)
        where THub : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(
            name ?? HubName.Of(typeof(THub)),
            provider => new RpcClientHealthCheck(provider.GetRequiredKeyedService<HostedClient>(typeof(THub))),
            failureStatus,
            tags));
    }
}
