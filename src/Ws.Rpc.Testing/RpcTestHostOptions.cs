using System;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Ws.Rpc.AspNetCore;

namespace Ws.Rpc.Testing;

/// <summary>What an <see cref="RpcTestHost"/> consists of. Immutable.</summary>
public sealed record RpcTestHostOptions
{
    /// <summary>
    /// Gets what adds to the services, behind those that the host has: routing, authentication by <see cref="RpcTestUser"/>,
    /// authorization and Ws.Rpc. Nothing by default, so nothing is logged; <c>services.AddLogging(…)</c> changes that.
    /// </summary>
    public Action<IServiceCollection>? ConfigureServices { get; init; }

    /// <summary>
    /// Gets what changes the hub's options; nothing by default. The hub of a test host has no heartbeat unless this gives it one,
    /// because the time of a test leaps over what a client had to answer.
    /// </summary>
    public Action<RpcHubOptions>? ConfigureHub { get; init; }

    /// <summary>Gets what adds to the hub's route, such as <c>RequireAuthorization</c>; nothing by default.</summary>
    public Action<RpcHubEndpointConventionBuilder>? ConfigureRoute { get; init; }

    /// <summary>
    /// Gets what adds to the application before the hub is mapped: middleware, further hubs. Nothing by default.
    /// </summary>
    public Action<WebApplication>? ConfigureApplication { get; init; }

    /// <summary>
    /// Gets the time of the server, the network and the clients: <see cref="TimeProvider.System"/> by default. Kestrel keeps
    /// to the system's.
    /// </summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Gets what the network's chance begins with: 1 by default.</summary>
    public int Seed { get; init; } = 1;
}
