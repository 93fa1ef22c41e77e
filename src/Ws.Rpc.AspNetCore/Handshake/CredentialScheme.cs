using System;
using System.Collections.Generic;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Ws.Rpc.AspNetCore.Handshake;

/// <summary>
/// Checks a fresh token in the way in which the handshake's was: by the same authentication schemes, and against what the hub's
/// route requires, by a request of which nothing but the token is new.
/// </summary>
internal sealed class CredentialScheme
{
    private readonly RpcHandshakeRequest _request;
    private readonly IPAddress? _remoteIpAddress;
    private readonly X509Certificate2? _certificate;
    private readonly Endpoint? _endpoint;
    private readonly IServiceScopeFactory _scopes;
    private readonly string[] _schemes;

    private CredentialScheme(RpcHandshake handshake, string[] schemes)
    {
        HttpContext context = handshake.HttpContext;
        _request = handshake.Request;
        _remoteIpAddress = handshake.RemoteIpAddress;
        _certificate = context.Connection.ClientCertificate;
        _endpoint = context.GetEndpoint();
        _scopes = context.RequestServices.GetRequiredService<IServiceScopeFactory>();
        _schemes = schemes;
    }

    /// <summary>
    /// The scheme of a handshake; <see langword="null"/> where nobody was authenticated, or a filter has chosen the user.
    /// </summary>
    public static CredentialScheme? Of(RpcHandshake handshake, AuthenticateResult? ticket) =>
        ticket is { Succeeded: true, Ticket: { } known } && ReferenceEquals(handshake.User, ticket.Principal)
            ? new CredentialScheme(handshake, known.AuthenticationScheme.Split(';', StringSplitOptions.RemoveEmptyEntries))
            : null;

    /// <summary>What the token says; <see langword="null"/> where it is not accepted.</summary>
    public async Task<FreshCredentials?> CheckAsync(string token, CancellationToken cancellationToken)
    {
        AsyncServiceScope scope = _scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            HttpContext context = ContextOf(token, scope.ServiceProvider, cancellationToken);
            foreach (string scheme in _schemes)
            {
                AuthenticateResult ticket = await context.AuthenticateAsync(scheme).ConfigureAwait(false);
                if (ticket.Succeeded)
                {
                    bool isAuthorized = await IsAuthorizedAsync(context, ticket).ConfigureAwait(false);
                    return new FreshCredentials(ticket.Principal, ticket.Properties.ExpiresUtc, isAuthorized);
                }
            }

            return null;
        }
    }

    private DefaultHttpContext ContextOf(string token, IServiceProvider services, CancellationToken cancellationToken)
    {
        var context = new DefaultHttpContext { RequestServices = services, RequestAborted = cancellationToken };
        context.Request.Method = HttpMethods.Get;
        context.Request.Scheme = _request.Scheme;
        context.Request.Host = _request.Host;
        context.Request.Path = _request.Path;
        context.Request.Headers.Authorization = "Bearer " + token;
        context.Connection.RemoteIpAddress = _remoteIpAddress;
        context.Connection.ClientCertificate = _certificate;
        context.SetEndpoint(_endpoint);
        return context;
    }

    // What the framework's middleware does in front of an endpoint.
    private async Task<bool> IsAuthorizedAsync(HttpContext context, AuthenticateResult ticket)
    {
        IServiceProvider services = context.RequestServices;
        if (_endpoint is null
            || _endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
            || services.GetService<IAuthorizationPolicyProvider>() is not { } policies)
        {
            return true;
        }

        context.User = ticket.Principal!;
        AuthorizationPolicy? policy = await AuthorizationPolicy.CombineAsync(
            policies,
            _endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>(),
            _endpoint.Metadata.GetOrderedMetadata<AuthorizationPolicy>()).ConfigureAwait(false);
        policy = With(policy, _endpoint.Metadata.GetOrderedMetadata<IAuthorizationRequirementData>());
        if (policy is null)
        {
            return true;
        }

        var evaluator = services.GetRequiredService<IPolicyEvaluator>();
        PolicyAuthorizationResult result =
            await evaluator.AuthorizeAsync(policy, ticket, context, context).ConfigureAwait(false);
        return result.Succeeded;
    }

    private static AuthorizationPolicy? With(AuthorizationPolicy? policy, IReadOnlyList<IAuthorizationRequirementData> data)
    {
        if (data.Count == 0)
        {
            return policy;
        }

        var builder = new AuthorizationPolicyBuilder();
        foreach (IAuthorizationRequirementData requirements in data)
        {
            builder.AddRequirements([.. requirements.GetRequirements()]);
        }

        return policy is null ? builder.Build() : builder.Combine(policy).Build();
    }
}
