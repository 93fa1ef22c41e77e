using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Claims;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Ws.Rpc.Sessions;
using Ws.Rpc.Wire;

namespace Ws.Rpc.AspNetCore.Hubs;

/// <summary>
/// Decides at each call whether its user, as of then, may call one method: −32041 for nobody, −32043 for somebody else.
/// </summary>
internal sealed class MethodAuthorization
{
    private readonly IAuthorizationPolicyProvider _policies;
    private readonly IReadOnlyList<object> _marks;
    private readonly bool _hides;
    private AuthorizationPolicy? _policy;

    private MethodAuthorization(IAuthorizationPolicyProvider policies, IReadOnlyList<object> marks, bool hides)
    {
        _policies = policies;
        _marks = marks;
        _hides = hides;
    }

    /// <exception cref="InvalidOperationException">An attribute asks for what cannot be decided at a call.</exception>
    public static MethodAuthorization Create(IAuthorizationPolicyProvider policies, HubMethod method, bool hides)
    {
        if (method.Marks.OfType<IAuthorizeData>().Any(static mark => mark.AuthenticationSchemes is not null))
        {
            throw new InvalidOperationException(
                $"'{method.Implementation}' names authentication schemes, but a connection is authenticated when it is made: "
                + "name them where the hub is mapped, by RequireAuthorization.");
        }

        var authorization = new MethodAuthorization(policies, method.Marks, hides);

        // The application starts: a policy that does not exist shall be known before the first client comes.
        authorization.CombineAsync().GetAwaiter().GetResult();
        return authorization;
    }

    public async ValueTask InvokeAsync(RpcCallContext call, RpcCallDelegate next)
    {
        AuthorizationPolicy policy = await PolicyAsync().ConfigureAwait(false);
        ClaimsPrincipal user = call.User;
        AuthorizationResult result = await call.Services.GetRequiredService<IAuthorizationService>()
            .AuthorizeAsync(user, call, policy)
            .ConfigureAwait(false);
        if (!result.Succeeded)
        {
            throw Refusal(user);
        }

        await next(call).ConfigureAwait(false);
    }

    private RpcException Refusal(ClaimsPrincipal user)
    {
        int code = user.Identities.Any(static identity => identity.IsAuthenticated)
            ? RpcErrorCode.Forbidden
            : RpcErrorCode.Unauthenticated;
        return _hides ? UnknownTarget.NotFound() : new RpcException(code, StandardError.Describe(code).Message);
    }

    private ValueTask<AuthorizationPolicy> PolicyAsync() => _policy is { } known ? new(known) : new(CombineAsync());

    private async Task<AuthorizationPolicy> CombineAsync()
    {
        AuthorizationPolicy? named = await AuthorizationPolicy
            .CombineAsync(_policies, _marks.OfType<IAuthorizeData>())
            .ConfigureAwait(false);
        IAuthorizationRequirement[] own =
            [.. _marks.OfType<IAuthorizationRequirementData>().SelectMany(static mark => mark.GetRequirements())];
        AuthorizationPolicyBuilder builder = new AuthorizationPolicyBuilder().AddRequirements(own);
        AuthorizationPolicy policy = (named is null ? builder : builder.Combine(named)).Build();
        if (_policies.AllowsCachingPolicies)
        {
            _policy = policy;
        }

        return policy;
    }
}
