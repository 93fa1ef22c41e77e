using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Ws.Rpc.AspNetCore.Discovery;
using Ws.Rpc.AspNetCore.Handshake;
using Ws.Rpc.AspNetCore.Hubs;
using Ws.Rpc.AspNetCore.Rooms;
using Ws.Rpc.AspNetCore.Sessions;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Connections;
using Ws.Rpc.Diagnostics;
using Ws.Rpc.Sessions;

namespace Ws.Rpc.AspNetCore.Hosting;

/// <summary>Serves one hub class at one route: from the handshake to the end of the connection.</summary>
internal sealed class HubEndpoint<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THub>
    where THub : RpcHub
{
    private const int ConnectionIdBytes = 16;

    private readonly RpcHubOptions _options;
    private readonly SessionOptions _sessionOptions;
    private readonly HandshakeGate _handshakes;
    private readonly SocketAcceptor _acceptor;
    private readonly ImmutableArray<CallTarget> _targets;
    private readonly HubLifetime<THub> _lifetime;
    private readonly HubDirectory _directory;
    private readonly RoomLimits _roomLimits;
    private readonly KeptSessions? _kept;
    private readonly EndingSessions _ending;
    private readonly SessionDrain _drain;
    private readonly Lazy<OpenRpcDocument>? _document;
    private readonly ILogger _logger;

    public HubEndpoint(
        IServiceProvider services,
        RpcHubOptions options,
        IReadOnlyList<RpcContract> contracts,
        HubMethods methods,
        HubDirectory directory)
    {
        var scopes = services.GetRequiredService<IServiceScopeFactory>();
        TimeProvider time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        var activator = new HubActivator<THub>(services);
        _options = options;
        _directory = directory;
        _roomLimits = new RoomLimits(options.MaxRoomsPerConnection, options.MaxRoomNameBytes);
        _logger = services.GetRequiredService<ILogger<THub>>();
        bool isDevelopment = services.GetService<IHostEnvironment>()?.IsDevelopment() == true;
        if (options.DetailedErrors && !isDevelopment)
        {
            _logger.DetailedErrors(typeof(THub).Name);
        }

        CancellationToken stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        _lifetime = new HubLifetime<THub>(scopes, activator, _logger);
        _handshakes = new HandshakeGate(options, time, _logger, stopping);
        _acceptor = new SocketAcceptor(options, time, _logger);
        var guards = new CallGuards(services, options, methods);
        JsonSerializerOptions json = HubContracts.JsonOptionsOf(contracts, options.JsonSerializerOptions);
        _kept = options.Resume is null ? null : new KeptSessions(options.Resume, time, _logger, stopping);
        _ending = services.GetRequiredService<EndingSessions>();
        _drain = new SessionDrain(options, time);
        stopping.UnsafeRegister(_ => _ending.Run(() => _drain.RunAsync(_ending.RequestsEnded)), null);
        _sessionOptions = HubSessionOptions.Of(options, json, time, _logger, _kept?.Budget) with
        {
            UnknownTarget = guards.Unknown(),
        };
        var targets = new HubTargets<THub>(services, options, methods, guards, activator);
        _targets = [.. contracts.Select(contract => targets.Create(contract, _sessionOptions.Json))];
        if (RpcDescriber.IsSupported && (options.OpenRpc ?? isDevelopment))
        {
            var description = new HubDescription(typeof(THub), _targets, methods, options, _sessionOptions.Json);
            _document = new Lazy<OpenRpcDocument>(description.Write);
            _targets = _targets.Add(new DiscoveryTarget(_document, guards.OfHub()));
        }
        else if (options.OpenRpc == true)
        {
            throw new InvalidOperationException(
                "RpcHubOptions.OpenRpc is true, but this application was published without what that takes: set the property "
                + "WsRpcOpenRpc of its project to true.");
        }
    }

    /// <summary>How the payloads of this route are written.</summary>
    public JsonSerializerOptions Json => _sessionOptions.Json;

    /// <summary>Whether tokens may come in the query.</summary>
    public bool AllowsTokenInQuery => _options.AllowTokenInQuery;

    /// <summary>Whether the hub describes itself.</summary>
    public bool HasDocument => _document is not null;

    /// <summary>Answers with the hub's document who would be let in.</summary>
    public async Task ServeDocumentAsync(HttpContext context)
    {
        if (DocumentAnswer.Allows(context) && await _handshakes.AdmitPlainAsync(context).ConfigureAwait(false))
        {
            await DocumentAnswer.WriteAsync(context, _document!.Value).ConfigureAwait(false);
        }
    }

    /// <summary>Serves the connection of this request to its end, or answers the request if none comes of it.</summary>
    public async Task ServeAsync(HttpContext context, TappedUpgrade? upgrade)
    {
        using AdmittedHandshake? admitted = await _handshakes.AdmitAsync(context).ConfigureAwait(false);
        if (admitted is not null)
        {
            using AcceptedSocket accepted = await _acceptor.AcceptAsync(context, upgrade).ConfigureAwait(false);
            await ServeAsync(admitted, accepted).ConfigureAwait(false);
        }
    }

    private static string NewConnectionId() => "c_" + Base64Url(RandomNumberGenerator.GetBytes(ConnectionIdBytes));

    private static string Base64Url(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private async Task ServeAsync(AdmittedHandshake admitted, AcceptedSocket accepted)
    {
        RpcConnection connection = accepted.Connection;
        await using (connection.ConfigureAwait(false))
        {
            // Who offers our sub-protocol answers requests (protocol section 2); an opened session may still say otherwise.
            bool isOurs = accepted.SubProtocol == SessionProtocol.SubProtocol;
            HubSession<THub> session = NewSession(admitted, answers: isOurs || _options.PlainClientsAnswer);
            RpcSession own = session.Owner.Session;
            own.Calls.Hold();
            own.Attach(connection);
            using var deadline = new FirstMessageDeadline(own, connection, _options.HandshakeTimeout);
            var credentials = new ConnectionCredentials(session.Owner, connection, admitted);
            await using (credentials.ConfigureAwait(false))
            {
                var socket = new HubSocket<THub>(connection, session, credentials);
                session.Moved = socket.MoveTo;
                await socket.ServeAsync(awaitsOpening: isOurs && _kept is not null).ConfigureAwait(false);
            }
        }
    }

    private HubSession<THub> NewSession(AdmittedHandshake admitted, bool answers)
    {
        var owner = new HubConnection(
            new RpcSession(_sessionOptions, _targets) { ConnectionId = NewConnectionId(), PeerAnswers = answers },
            admitted.Handshake);
        var session = new HubSession<THub>(owner, _directory, _roomLimits, _lifetime, _drain, _logger);
        if (_kept is not null)
        {
            session.KeepBy(_kept, _ending);
        }

        return session;
    }
}
