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
    private readonly CancellationToken _stopping;
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
        if (options.DetailedErrors && services.GetService<IHostEnvironment>()?.IsDevelopment() != true)
        {
            _logger.DetailedErrors(typeof(THub).Name);
        }

        _stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        _lifetime = new HubLifetime<THub>(scopes, activator, _logger);
        _handshakes = new HandshakeGate(options, time, _logger, _stopping);
        _acceptor = new SocketAcceptor(options, time, _logger);
        var guards = new CallGuards(services, options, methods);
        JsonSerializerOptions json = HubContracts.JsonOptionsOf(contracts, options.JsonSerializerOptions);
        _sessionOptions = HubSessionOptions.Of(options, json, time, _logger) with { UnknownTarget = guards.Unknown() };
        var targets = new HubTargets<THub>(services, options, methods, guards, activator);
        _targets = [.. contracts.Select(contract => targets.Create(contract, _sessionOptions.Json))];
    }

    /// <summary>How the payloads of this route are written.</summary>
    public JsonSerializerOptions Json => _sessionOptions.Json;

    /// <summary>Whether tokens may come in the query.</summary>
    public bool AllowsTokenInQuery => _options.AllowTokenInQuery;

    /// <summary>Serves the connection of this request to its end, or answers the request if none comes of it.</summary>
    public async Task ServeAsync(HttpContext context, CollectingUpgrade? upgrade)
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
            bool answers = _options.PlainClientsAnswer || accepted.SubProtocol == SessionProtocol.SubProtocol;
            using var session = new RpcSession(_sessionOptions, _targets)
            {
                ConnectionId = NewConnectionId(),
                PeerAnswers = answers,
            };
            var hubConnection = new HubConnection(session, admitted.Handshake);
            using var deadline = new FirstMessageDeadline(session, connection, _options.HandshakeTimeout);
            var credentials = new ConnectionCredentials(hubConnection, connection, admitted);
            await using (credentials.ConfigureAwait(false))
            {
                await RunAsync(hubConnection, connection).ConfigureAwait(false);
            }
        }
    }

    private async Task RunAsync(HubConnection hubConnection, RpcConnection connection)
    {
        RpcSession session = hubConnection.Session;
        session.Calls.Hold();
        session.Attach(connection);
        var member = new RoomMember(hubConnection, _directory.Rooms, _roomLimits);
        var hubContext = new HubContext(member, _directory);
        member.Left = (room, reason) => _lifetime.LeaveRoomAsync(hubContext, room, reason);
        session.State = hubContext;
        _directory.Enter(member);
        _logger.Connected(session.ConnectionId);
        Task<RpcDisconnect> run = Start(session, connection);
        using (_stopping.UnsafeRegister(static state => Leave((RpcSession)state!), session))
        {
            bool accepted = await _lifetime.TryConnectAsync(hubContext).ConfigureAwait(false);
            if (accepted)
            {
                session.Calls.Release();
            }
            else
            {
                session.BeginClose(new RpcDisconnect(RpcDisconnectReason.ClosedLocally, 1011, "Internal error"), flush: true);
            }

            RpcDisconnect disconnect = await run.ConfigureAwait(false);
            _directory.Exit(member);
            _logger.Disconnected(session.ConnectionId, disconnect.Reason, disconnect.CloseCode);
            if (!accepted)
            {
                // It never began for the hub, and so it does not end.
                member.Left = static (_, _) => Task.CompletedTask;
            }

            await member.EndAsync().ConfigureAwait(false);
            if (accepted)
            {
                await _lifetime.DisconnectAsync(hubContext, disconnect).ConfigureAwait(false);
            }
        }
    }

    // Handlers run on the receive loop: the HTTP request's ambient state (its activity, its HttpContext accessor) is not theirs.
    private static Task<RpcDisconnect> Start(RpcSession session, RpcConnection connection)
    {
        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(() => session.RunAsync(connection));
        }
    }

    private static void Leave(RpcSession session) =>
        session.BeginClose(new RpcDisconnect(RpcDisconnectReason.ClosedLocally, 1001, "The server is stopping."), flush: true);
}
