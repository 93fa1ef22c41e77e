using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.AspNetCore.Handshake;

namespace Microsoft.AspNetCore.Builder;

/// <summary>
/// Adds conventions to a mapped hub: <c>RequireAuthorization</c>, <c>RequireCors</c>, <c>WithMetadata</c>, origins, filters and
/// options. They hold for its document (<see cref="RpcHubOptions.OpenRpc"/>), too.
/// </summary>
public sealed class RpcHubEndpointConventionBuilder : IEndpointConventionBuilder
{
    private readonly IReadOnlyList<IEndpointConventionBuilder> _routes;
    private readonly List<Action<RpcHubOptions>> _configure;

    internal RpcHubEndpointConventionBuilder(
        IReadOnlyList<IEndpointConventionBuilder> routes, List<Action<RpcHubOptions>> configure)
    {
        _routes = routes;
        _configure = configure;
    }

    /// <inheritdoc/>
    public void Add(Action<EndpointBuilder> convention)
    {
        foreach (IEndpointConventionBuilder route in _routes)
        {
            route.Add(convention);
        }
    }

    /// <inheritdoc/>
    public void Finally(Action<EndpointBuilder> finallyConvention)
    {
        foreach (IEndpointConventionBuilder route in _routes)
        {
            route.Finally(finallyConvention);
        }
    }

    /// <summary>
    /// Adds a filter around all calls of this hub, inside those of <c>AddWsRpc</c> and those that were added before.
    /// </summary>
    /// <typeparam name="TFilter">
    /// The filter: taken from the call's scope where it is registered there, otherwise made for each call with constructor
    /// injection, and disposed after it.
    /// </typeparam>
    /// <returns>This builder.</returns>
    public RpcHubEndpointConventionBuilder AddCallFilter<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TFilter>()
        where TFilter : class, IRpcCallFilter => WithOptions(static options => options.AddCallFilter<TFilter>());

    /// <summary>Changes the options of this hub; they begin as those of <c>AddWsRpc</c>.</summary>
    /// <param name="configure">Changes them. Without effect once the application has started.</param>
    /// <returns>This builder.</returns>
    public RpcHubEndpointConventionBuilder WithOptions(Action<RpcHubOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        _configure.Add(configure);
        return this;
    }

    /// <summary>
    /// Lets pages of these origins connect, besides the hub's own; the same as adding to
    /// <see cref="RpcHubOptions.AllowedOrigins"/>.
    /// </summary>
    /// <param name="origins">
    /// Such as <c>https://example.org</c>, <c>https://*.example.org</c> for the hosts below it, or <c>*</c> for every page: then
    /// any page can use the cookies of its visitors.
    /// </param>
    /// <returns>This builder.</returns>
    public RpcHubEndpointConventionBuilder AllowOrigins(params string[] origins)
    {
        ArgumentNullException.ThrowIfNull(origins);
        return WithOptions(options => Array.ForEach(origins, options.AllowedOrigins.Add));
    }

    /// <summary>
    /// Adds a filter behind those added before. It comes from the services of the request if it is registered there; otherwise
    /// one is made for each handshake, with constructor injection, and disposed.
    /// </summary>
    /// <typeparam name="TFilter">The filter's class.</typeparam>
    /// <returns>This builder.</returns>
    public RpcHubEndpointConventionBuilder AddHandshakeFilter<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TFilter>()
        where TFilter : class, IRpcHandshakeFilter =>
        WithOptions(static options => options.HandshakeFilters.Add(new ActivatedHandshakeFilter<TFilter>()));
}
