using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;
using Ws.Rpc.Client;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Connections;
using Ws.Rpc.Diagnostics;
using Ws.Rpc.Sessions;

namespace Ws.Rpc;

/// <summary>
/// Calls a server's hubs and serves its callbacks over one WebSocket. Thread-safe: any number of calls may be in flight.
/// </summary>
public sealed class RpcClient : IAsyncDisposable
{
    private readonly RpcClientOptions _options;
    private readonly SocketConnector _connector;
    private readonly RpcSession _session;
    private readonly ILogger _logger;

    // Guards _state, _connection and _run.
    private readonly Lock _gate = new();
    private RpcClientState _state;
    private RpcConnection? _connection;
    private Task _run = Task.CompletedTask;

    /// <summary>Creates a client; nothing is sent before <see cref="ConnectAsync"/>.</summary>
    /// <param name="uri">The hub's address, <c>ws:</c> or <c>wss:</c>; <c>http:</c> and <c>https:</c> mean the same.</param>
    /// <param name="options">How to connect; the defaults, if left out.</param>
    /// <exception cref="ArgumentException">The address is not one of a WebSocket.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A limit or timeout among the options is not positive.</exception>
    public RpcClient(Uri uri, RpcClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(uri);
        _options = options ?? new RpcClientOptions();
        ClientOptionsRules.ThrowIfBroken(_options);
        _logger = _options.LoggerFactory.CreateLogger<RpcClient>();
        _connector = new SocketConnector(uri, _options);
        _session = new RpcSession(new SessionOptions
        {
            Json = RpcJson.Create(_options.JsonSerializerOptions),
            Logger = _logger,
            Time = _options.TimeProvider,
            CallTimeout = _options.CallTimeout,
            CloseTimeout = _options.CloseTimeout,
            MaxMessageBytes = _options.MaxMessageBytes,
            MaxAnswerBytes = _options.OutgoingQueueBytes,
            MaxConcurrentCalls = _options.MaxConcurrentCalls,
            MaxPendingCalls = _options.MaxPendingCalls,
            StreamCredit = _options.StreamCredit,
            MaxStreams = _options.MaxStreams,
            MaxStreamBytes = _options.MaxStreamBytes,
            MaxStreamTokens = _options.MaxStreamTokens,
            StreamIdleTimeout = _options.StreamIdleTimeout,
        });
    }

    /// <summary>
    /// Raised when <see cref="State"/> has changed, on a thread of the library. An exception thrown by a handler is logged.
    /// </summary>
    public event EventHandler<RpcClientState>? StateChanged;

    /// <summary>
    /// Raised when an established connection is over, with how it ended, on a thread of the library. An exception thrown by a
    /// handler is logged.
    /// </summary>
    public event EventHandler<RpcDisconnect>? Closed;

    /// <summary>Gets what the client is doing.</summary>
    public RpcClientState State
    {
        get
        {
            lock (_gate)
            {
                return _state;
            }
        }
    }

    /// <summary>
    /// Gets the public id that the server gave this connection, for logs; <see langword="null"/> before the first connection, and
    /// on a server that knows JSON-RPC 2.0 only.
    /// </summary>
    public string? ConnectionId => _session.ConnectionId.Length == 0 ? null : _session.ConnectionId;

    /// <summary>Connects to the server.</summary>
    /// <param name="cancellationToken">Gives the attempt up.</param>
    /// <returns>A task that completes when calls can be made.</returns>
    /// <exception cref="RpcConnectionException">The server cannot be reached or refused the handshake.</exception>
    /// <exception cref="InvalidOperationException">The client is connected or connecting already.</exception>
    /// <exception cref="ObjectDisposedException">The client is disposed.</exception>
    public async Task ConnectAsync(CancellationToken cancellationToken = default)
    {
        BeginConnecting();
        using CancellationTokenSource timeout = new(_options.ConnectTimeout, _options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            await EstablishAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
        catch (OperationCanceledException exception) when (timeout.IsCancellationRequested)
        {
            throw new RpcConnectionException($"No connection was made within {_options.ConnectTimeout}.", null, exception);
        }
        finally
        {
            Change(RpcClientState.Connecting, RpcClientState.Disconnected);
        }
    }

    /// <summary>Gets a proxy of a hub, which may be kept: it uses the connection that there is at the time of a call.</summary>
    /// <typeparam name="THub">An interface marked with <see cref="RpcHubAttribute"/>.</typeparam>
    /// <returns>The proxy; thread-safe.</returns>
    /// <exception cref="InvalidOperationException">
    /// Nothing was generated for the interface, or no JSON metadata is known of a type that it sends.
    /// </exception>
    public THub GetHub<THub>()
        where THub : class
    {
        RpcContract<THub> contract = RpcRegistry.Get<THub>();
        _session.Learn(contract);
        return contract.CreateProxy(_session);
    }

    /// <summary>
    /// Serves the server's calls of a callback contract. To miss none, call it before <see cref="ConnectAsync"/>. A handler runs
    /// on the receive loop until its first await, so that calls start in order; it may call the server and await the answer.
    /// </summary>
    /// <typeparam name="TCallback">An interface marked with <see cref="RpcCallbackAttribute"/>.</typeparam>
    /// <param name="implementation">The object to call; it may be called concurrently.</param>
    /// <returns>Ends the serving when disposed.</returns>
    /// <exception cref="InvalidOperationException">
    /// Nothing was generated for the interface, no JSON metadata is known of a type that it sends, or a method of one of its wire
    /// names is served already.
    /// </exception>
    public IDisposable Handle<TCallback>(TCallback implementation)
        where TCallback : class
    {
        ArgumentNullException.ThrowIfNull(implementation);
        RpcContract contract = RpcRegistry.Get<TCallback>();
        _session.Learn(contract);
        var target = new ObjectTarget(contract, contract.CreateDispatcher(_session.JsonOptions), implementation);
        _session.Targets.Add(target);
        return new HandlerRegistration(_session.Targets, target);
    }

    /// <summary>
    /// Sends what is queued, closes the connection (1000) and waits for the server to agree, no longer than
    /// <see cref="RpcClientOptions.CloseTimeout"/>. Pending calls fail with an <see cref="RpcConnectionException"/>. Without a
    /// connection nothing happens; the client may connect again.
    /// </summary>
    /// <returns>A task that completes when the connection is over.</returns>
    public async Task CloseAsync()
    {
        RpcConnection? connection;
        Task run;
        lock (_gate)
        {
            connection = _connection;
            run = _run;
        }

        if (connection is not null)
        {
            var cause = new RpcDisconnect(RpcDisconnectReason.ClosedLocally, 1000, "Closed by this side.");
            await connection.CloseAsync(cause, _options.CloseTimeout, _options.TimeProvider).ConfigureAwait(false);
        }

        await run.ConfigureAwait(false);
    }

    /// <summary>Closes the connection as <see cref="CloseAsync"/> does, and the client for good.</summary>
    /// <returns>A task that completes when nothing of the client runs any more.</returns>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_state == RpcClientState.Disposed)
            {
                return;
            }

            _state = RpcClientState.Disposed;
        }

        _logger.Raise(this, StateChanged, RpcClientState.Disposed);
        await CloseAsync().ConfigureAwait(false);
        _session.Dispose();
    }

    private void BeginConnecting()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_state == RpcClientState.Disposed, this);
            if (_state != RpcClientState.Disconnected || _connection is not null)
            {
                throw new InvalidOperationException("The client is connected or connecting already.");
            }

            _state = RpcClientState.Connecting;
        }

        _logger.Raise(this, StateChanged, RpcClientState.Connecting);
    }

    private async Task EstablishAsync(CancellationToken cancellationToken)
    {
        RpcConnection connection = await _connector.ConnectAsync(_logger, cancellationToken).ConfigureAwait(false);
        if (!TryAdopt(connection))
        {
            connection.Abort(new RpcDisconnect(RpcDisconnectReason.ClosedLocally, 1006, "The client was disposed meanwhile."));
            await connection.DisposeAsync().ConfigureAwait(false);
            ObjectDisposedException.ThrowIf(true, this);
        }

        try
        {
            await SessionOpener.OpenAsync(_session, null, connection, false, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            connection.Abort(new RpcDisconnect(RpcDisconnectReason.ClosedLocally, 1006, "The session could not be opened."));
            await CloseAsync().ConfigureAwait(false);
            throw;
        }

        if (!Change(RpcClientState.Connecting, RpcClientState.Connected))
        {
            throw new RpcConnectionException("The connection was lost as soon as it was made.");
        }
    }

    private bool TryAdopt(RpcConnection connection)
    {
        lock (_gate)
        {
            if (_state != RpcClientState.Connecting)
            {
                return false;
            }

            _connection = connection;
            _session.Attach(connection);

            // The loop runs handlers: they must not inherit what happens to be ambient where the client connects.
            using (ExecutionContext.SuppressFlow())
            {
                Task run = Task.Run(() => RunAsync(connection));

                // The old one may not have told its end to all handlers yet, one of which may have called this.
                _run = _run.IsCompleted ? run : Task.WhenAll(_run, run);
            }

            return true;
        }
    }

    private async Task RunAsync(RpcConnection connection)
    {
        RpcDisconnect disconnect = await _session.RunAsync(connection).ConfigureAwait(false);
        await connection.DisposeAsync().ConfigureAwait(false);
        _logger.Disconnected(_session.ConnectionId, disconnect.Reason, disconnect.CloseCode);
        lock (_gate)
        {
            _connection = null;
        }

        bool wasConnected = Change(RpcClientState.Connected, RpcClientState.Disconnected);
        if (wasConnected || State == RpcClientState.Disposed)
        {
            _logger.Raise(this, Closed, disconnect);
        }
    }

    private bool Change(RpcClientState from, RpcClientState to)
    {
        lock (_gate)
        {
            // The connection may be lost again before its session is said to be open.
            if (_state != from || (to == RpcClientState.Connected && _connection is null))
            {
                return false;
            }

            _state = to;
        }

        _logger.Raise(this, StateChanged, to);
        return true;
    }
}
