using System;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Ws.Rpc.AspNetCore.Sessions;
using Ws.Rpc.Diagnostics;

namespace Ws.Rpc.AspNetCore.Handshake;

/// <summary>
/// What stands before the upgrade (protocol section 2): the form of the request, the filters, the credentials' term, the limits.
/// Authentication and authorization are ASP.NET Core's and have happened in front of the endpoint.
/// </summary>
internal sealed class HandshakeGate
{
    private static readonly RpcHandshakeResult s_malformed =
        RpcHandshakeResult.Reject(StatusCodes.Status400BadRequest, "This is no valid WebSocket handshake.");

    private static readonly RpcHandshakeResult s_stopping = RpcHandshakeResult.Reject(
        StatusCodes.Status503ServiceUnavailable, "The server is stopping.", TimeSpan.FromSeconds(5));

    private static readonly RpcHandshakeResult s_expired = RpcHandshakeResult.Reject(
        StatusCodes.Status401Unauthorized, "The credentials have expired.", null, "Bearer error=\"invalid_token\"");

    private readonly ImmutableArray<IRpcHandshakeFilter> _filters;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationToken _stopping;

    public HandshakeGate(RpcHubOptions options, TimeProvider time, ILogger logger, CancellationToken stopping)
    {
        _filters = [new OriginFilter(new OriginPolicy(options.AllowedOrigins)), .. options.HandshakeFilters];
        _time = time;
        _logger = logger;
        _stopping = stopping;
        Limits = new ConnectionLimits(
            options.MaxConnections, options.MaxConnectionsPerUser, options.MaxConnectionsPerAddress);
    }

    public ConnectionLimits Limits { get; }

    /// <summary>Admits a handshake, or answers the request; then the result is <see langword="null"/>.</summary>
    public async Task<AdmittedHandshake?> AdmitAsync(HttpContext context)
    {
        HandshakeKind kind = HandshakeReader.Read(context);
        AdmittedHandshake? admitted = kind == HandshakeKind.WrongVersion
            ? null
            : await AdmitAsync(context, kind).ConfigureAwait(false);
        if (kind == HandshakeKind.WrongVersion || admitted is { Handshake.IsWebSocket: false })
        {
            admitted?.Dispose();
            await HandshakeAnswer.RequireUpgradeAsync(context).ConfigureAwait(false);
            return null;
        }

        return admitted;
    }

    /// <summary>Whether who asks for a document would be let in; otherwise the request is answered.</summary>
    public async Task<bool> AdmitPlainAsync(HttpContext context)
    {
        bool isPlain = HandshakeReader.Read(context) == HandshakeKind.Plain;
        using AdmittedHandshake? admitted = await AdmitAsync(
            context, isPlain ? HandshakeKind.Plain : HandshakeKind.Malformed).ConfigureAwait(false);
        return admitted is not null;
    }

    private async Task<AdmittedHandshake?> AdmitAsync(HttpContext context, HandshakeKind kind)
    {
        AuthenticateResult? ticket = context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult;
        var handshake = new RpcHandshake(context)
        {
            IsWebSocket = kind == HandshakeKind.WebSocket,
            ExpiresAt = ticket?.Properties?.ExpiresUtc,
        };
        RpcHandshakeResult? result = kind == HandshakeKind.Malformed ? s_malformed
            : _stopping.IsCancellationRequested ? s_stopping
            : await FilterAsync(handshake).ConfigureAwait(false);
        if (result is null)
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return null;
        }

        return await AdmitAsync(handshake, ticket, result).ConfigureAwait(false);
    }

    private async Task<AdmittedHandshake?> AdmitAsync(
        RpcHandshake handshake, AuthenticateResult? ticket, RpcHandshakeResult result)
    {
        HttpContext context = handshake.HttpContext;
        if (result.IsAccepted && _stopping.IsCancellationRequested)
        {
            // The filters may have taken their time.
            result = s_stopping;
        }
        else if (result.IsAccepted && handshake.ExpiresAt <= _time.GetUtcNow())
        {
            result = s_expired;
        }

        ConnectionPlace? place = null;
        if (result.IsAccepted)
        {
            string? user = UserIdentity.IdOf(handshake.User);
            if (!Limits.TryTake(user, handshake.RemoteIpAddress, out place, out RpcHandshakeResult? full))
            {
                result = full;
            }
        }

        if (place is null)
        {
            _logger.HandshakeRejected(result.StatusCode, PeerText.Escape(result.Reason ?? ""));
            await HandshakeAnswer.RejectAsync(context, result, ReferenceEquals(result, s_malformed)).ConfigureAwait(false);
            return null;
        }

        return new AdmittedHandshake(handshake, place, CredentialScheme.Of(handshake, ticket));
    }

    // Null: a filter failed.
    [SuppressMessage("Design", "CA1031", Justification = "What a filter throws is logged, and ends this handshake only.")]
    private async Task<RpcHandshakeResult?> FilterAsync(RpcHandshake handshake)
    {
        CancellationToken aborted = handshake.HttpContext.RequestAborted;
        try
        {
            foreach (IRpcHandshakeFilter filter in _filters)
            {
                RpcHandshakeResult result = await filter.OnHandshakeAsync(handshake, aborted).ConfigureAwait(false)
                    ?? throw new InvalidOperationException($"{filter.GetType()} decided nothing.");
                if (!result.IsAccepted)
                {
                    return result;
                }
            }

            return RpcHandshakeResult.Accept;
        }
        catch (OperationCanceledException) when (aborted.IsCancellationRequested)
        {
            // Nobody is there to be answered, and whoever goes early must not fill the log with errors.
            return null;
        }
        catch (Exception exception)
        {
            _logger.HandshakeFilterFailed(exception);
            return null;
        }
    }
}
