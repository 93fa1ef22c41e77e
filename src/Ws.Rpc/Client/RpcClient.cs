using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;
using Ws.Rpc.Client;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Sessions;

namespace Ws.Rpc;

/// <summary>
/// Calls a server's hubs and serves its callbacks over one WebSocket. Thread-safe: any number of calls may be in flight.
/// </summary>
public sealed class RpcClient : IAsyncDisposable
{
    private readonly ClientParts _parts;
    private readonly ClientChannel _channel;
    private readonly CallTargets _targets = new();

    // Guards _life and _runs.
    private readonly Lock _gate = new();
    private ClientLife? _life;
    private Task _runs = Task.CompletedTask;

    /// <summary>Creates a client; nothing is sent before <see cref="ConnectAsync"/>.</summary>
    /// <param name="uri">The hub's address, <c>ws:</c> or <c>wss:</c>; <c>http:</c> and <c>https:</c> mean the same.</param>
    /// <param name="options">How to connect; the defaults, if left out.</param>
    /// <exception cref="ArgumentException">The address is not one of a WebSocket.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A limit or timeout among the options is not positive.</exception>
    public RpcClient(Uri uri, RpcClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(uri);
        options ??= new RpcClientOptions();
        ClientOptionsRules.ThrowIfBroken(options);
        ILogger logger = options.LoggerFactory.CreateLogger<RpcClient>();
        _channel = new ClientChannel(options);
        var dialer = new LinkDialer(new SocketConnector(uri, options), options, _channel, _targets, logger);
        var events = new ClientEvents(this, logger);
        _parts = new ClientParts(options, dialer, _channel.Gate, new ClientStatus(this, events), events, logger);
    }

    /// <summary>
    /// Raised when <see cref="State"/> has changed, on a thread of the library. An exception thrown by a handler is logged.
    /// </summary>
    public event EventHandler<RpcClientState>? StateChanged
    {
        add => _parts.Events.StateChanged += value;
        remove => _parts.Events.StateChanged -= value;
    }

    /// <summary>
    /// Raised before each attempt to connect again, on a thread of the library; the attempt waits for its handlers. An exception
    /// thrown by a handler is logged.
    /// </summary>
    public event EventHandler<RpcReconnecting>? Reconnecting
    {
        add => _parts.Events.Reconnecting += value;
        remove => _parts.Events.Reconnecting -= value;
    }

    /// <summary>
    /// Raised when the client has connected again, on a thread of the library. If the session was not resumed, what the server
    /// knew of this client has to be set up anew. An exception thrown by a handler is logged.
    /// </summary>
    public event EventHandler<RpcReconnected>? Reconnected
    {
        add => _parts.Events.Reconnected += value;
        remove => _parts.Events.Reconnected -= value;
    }

    /// <summary>
    /// Raised when an established connection is over and the client makes no other by itself, with how it ended: it was closed,
    /// refused for good, or given up. On a thread of the library; an exception thrown by a handler is logged.
    /// </summary>
    public event EventHandler<RpcDisconnect>? Closed
    {
        add => _parts.Events.Closed += value;
        remove => _parts.Events.Closed -= value;
    }

    /// <summary>Gets what the client is doing.</summary>
    public RpcClientState State => _parts.Status.State;

    /// <summary>
    /// Gets the public id that the server gave the newest connection, for logs; <see langword="null"/> before the first one,
    /// and on a server that knows JSON-RPC 2.0 only.
    /// </summary>
    public string? ConnectionId => Link?.Session.ConnectionId is { Length: > 0 } id ? id : null;

    /// <summary>
    /// Gets how long the way to the server and back took when it was last measured, every
    /// <see cref="RpcClientOptions.HeartbeatInterval"/>; <see langword="null"/> before the first time, and where the framework
    /// frames the messages (<see cref="RpcClientOptions.UseFrameworkFraming"/>).
    /// </summary>
    public TimeSpan? Latency => Link?.Latency;

    private ClientLink? Link
    {
        get
        {
            lock (_gate)
            {
                return _life?.Link;
            }
        }
    }

    /// <summary>Connects to the server.</summary>
    /// <param name="cancellationToken">Gives the attempt up.</param>
    /// <returns>A task that completes when calls can be made.</returns>
    /// <exception cref="RpcConnectionException">
    /// The server cannot be reached or refused the handshake, or the client was closed meanwhile.
    /// </exception>
    /// <exception cref="InvalidOperationException">The client is connected or connecting already.</exception>
    /// <exception cref="ObjectDisposedException">The client is disposed.</exception>
    public async Task ConnectAsync(CancellationToken cancellationToken = default)
    {
        var life = new ClientLife(_parts);
        _parts.Status.BeginConnecting(() => Begin(life));
        bool connected = false;
        try
        {
            // What disposed it meanwhile may not have found this life.
            ObjectDisposedException.ThrowIf(State == RpcClientState.Disposed, this);
            await life.ConnectAsync(cancellationToken).ConfigureAwait(false);
            connected = true;
        }
        finally
        {
            if (!connected)
            {
                life.Abandon();
            }
        }

        Run(life);
        await life.Announced.ConfigureAwait(false);
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
        _channel.Learn(contract);
        return contract.CreateProxy(_channel);
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
        _channel.Learn(contract);
        var target = new ObjectTarget(contract, contract.CreateDispatcher(_channel.JsonOptions), implementation);
        _targets.Add(target);
        return new HandlerRegistration(_targets, target);
    }

    /// <summary>
    /// Sends what is queued, closes the connection (1000) and waits for the server to agree, no longer than
    /// <see cref="RpcClientOptions.CloseTimeout"/>. Pending calls fail with an <see cref="RpcConnectionException"/>. Where a
    /// connection is being made, that is given up at once; without one nothing happens. The client may connect again.
    /// </summary>
    /// <returns>A task that completes when the connection is over.</returns>
    public async Task CloseAsync()
    {
        ClientLife? life;
        Task runs;
        lock (_gate)
        {
            life = _life;
            runs = _runs;
        }

        // A handler of an event that blocks here is what the loop waits for.
        bool isRaising = _parts.Events.IsRaising;
        if (life is null)
        {
            return;
        }

        await life.CloseAsync().ConfigureAwait(false);
        if (!isRaising)
        {
            await runs.ConfigureAwait(false);
            await life.Over.ConfigureAwait(false);
        }
    }

    /// <summary>Closes the connection as <see cref="CloseAsync"/> does, and the client for good.</summary>
    /// <returns>A task that completes when nothing of the client runs any more.</returns>
    public async ValueTask DisposeAsync()
    {
        if (_parts.Status.TryDispose())
        {
            await CloseAsync().ConfigureAwait(false);
        }
    }

    // Before anybody hears of it, who may close it at once.
    private void Begin(ClientLife life)
    {
        _parts.Gate.Shut();
        lock (_gate)
        {
            _life = life;
        }
    }

    private void Run(ClientLife life)
    {
        // Handlers of events must not inherit what happens to be ambient where the client connects.
        using (ExecutionContext.SuppressFlow())
        {
            lock (_gate)
            {
                Task run = Task.Run(life.RunAsync);

                // The old one may not have told its end to all handlers yet, one of which may have called this.
                _runs = _runs.IsCompleted ? run : Task.WhenAll(_runs, run);
            }
        }
    }
}
