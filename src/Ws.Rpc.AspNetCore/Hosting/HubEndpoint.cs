using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Ws.Rpc.AspNetCore.Hubs;
using Ws.Rpc.AspNetCore.Rooms;
using Ws.Rpc.AspNetCore.Sessions;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Connections;
using Ws.Rpc.Diagnostics;
using Ws.Rpc.Sessions;
using Ws.Rpc.Transports;
using Ws.Rpc.Wire;

namespace Ws.Rpc.AspNetCore.Hosting;

/// <summary>Serves one hub class at one route: from the accepted handshake to the end of the connection.</summary>
internal sealed class HubEndpoint<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THub>
    where THub : RpcHub
{
    private const int ConnectionIdBytes = 16;

    private readonly RpcHubOptions _options;
    private readonly SessionOptions _sessionOptions;
    private readonly TransportOptions _transportOptions;
    private readonly OutboxLimits _outboxLimits;
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
        _sessionOptions = SessionOptionsOf(
            options,
            HubContracts.JsonOptionsOf(contracts, options.JsonSerializerOptions),
            services.GetService<TimeProvider>() ?? TimeProvider.System,
            _logger);
        _transportOptions = new TransportOptions
        {
            MaxMessageBytes = options.MaxMessageBytes,
            MessageTimeout = options.MessageTimeout,
            WritesTextFrames = true,
        };
        _outboxLimits = OutboxLimitsOf(options);
        var guards = new CallGuards(services, options, methods);
        _sessionOptions = _sessionOptions with { UnknownTarget = guards.Unknown() };
        var targets = new HubTargets<THub>(services, options, methods, guards, activator);
        _targets = [.. contracts.Select(contract => targets.Create(contract, _sessionOptions.Json))];
    }

    /// <summary>How the payloads of this route are written.</summary>
    public JsonSerializerOptions Json => _sessionOptions.Json;

    /// <summary>Accepts the WebSocket of this request and serves it to its end.</summary>
    public async Task ServeAsync(HttpContext context, CollectingUpgrade? upgrade)
    {
        if (_stopping.IsCancellationRequested)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        string? subProtocol = SubProtocols.Choose(context.WebSockets.WebSocketRequestedProtocols, _options.SubProtocolAliases);
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync(subProtocol).ConfigureAwait(false);
        var transport = new WebSocketTransport(socket, upgrade?.Stream, _transportOptions, _sessionOptions.Time);
        var connection = new RpcConnection(transport, _outboxLimits, _logger);
        await using (connection.ConfigureAwait(false))
        {
            // Who offers our sub-protocol answers requests (protocol section 2); an opened session may still say otherwise.
            bool answers = _options.PlainClientsAnswer || subProtocol == SessionProtocol.SubProtocol;
            using var session = new RpcSession(_sessionOptions, _targets)
            {
                ConnectionId = NewConnectionId(),
                PeerAnswers = answers,
            };
            var hubConnection = new HubConnection(session, context.User, context.Connection.RemoteIpAddress);
            await RunAsync(hubConnection, connection).ConfigureAwait(false);
        }
    }

    private static OutboxLimits OutboxLimitsOf(RpcHubOptions options) => new()
    {
        MaxBytes = options.OutgoingQueueBytes,
        MaxFrames = options.OutgoingQueueFrames,
        Overflow = options.SlowConsumer switch
        {
            RpcSlowConsumer.DropOldest => OutboxOverflow.DropOldest,
            RpcSlowConsumer.DropNewest => OutboxOverflow.DropNewest,
            _ => OutboxOverflow.Refuse,
        },
    };

    private static WireLimits LimitsOf(RpcHubOptions options) => new()
    {
        MaxDepth = options.MaxDepth,
        MaxMethodBytes = options.MaxMethodNameBytes,
        MaxIdBytes = options.MaxIdBytes,
        MaxBatchEntries = options.MaxBatchEntries,
    };

    private static SessionOptions SessionOptionsOf(
        RpcHubOptions options, JsonSerializerOptions json, TimeProvider time, ILogger logger) => new()
        {
            IsServer = true,
            Json = json,
            Logger = logger,
            Time = time,
            Limits = LimitsOf(options),
            MaxParseErrors = options.MaxParseErrors,
            MaxProgressTokens = options.MaxProgressTokens,
            CallTimeout = options.CallTimeout,
            CloseTimeout = options.CloseTimeout,
            MaxMessageBytes = options.MaxMessageBytes,
            MaxAnswerBytes = options.OutgoingQueueBytes,
            MaxConcurrentCalls = options.MaxConcurrentCalls,
            MaxPendingCalls = options.MaxPendingCalls,
            StreamCredit = options.StreamCredit,
            MaxStreams = options.MaxStreams,
            MaxStreamBytes = options.MaxStreamBytes,
            MaxStreamTokens = options.MaxStreamTokens,
            StreamIdleTimeout = options.StreamIdleTimeout,
            DetailedErrors = options.DetailedErrors,
        };

    private static string NewConnectionId() => "c_" + Base64Url(RandomNumberGenerator.GetBytes(ConnectionIdBytes));

    private static string Base64Url(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

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
