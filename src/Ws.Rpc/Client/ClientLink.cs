using System;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Connections;
using Ws.Rpc.Sessions;

namespace Ws.Rpc.Client;

/// <summary>One connection of a client, served from the beginning to the end, and the session on it.</summary>
internal sealed class ClientLink : IAsyncDisposable
{
    private readonly RpcClientOptions _options;
    private readonly RpcConnection _connection;
    private readonly long _begun;
    private readonly TaskCompletionSource<SessionGoodbye> _goodbye = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _over = new();
    private volatile RpcSession _session;
    private volatile bool _isReplaced;
    private Task _renewing = Task.CompletedTask;
    private TimeSpan _window;

    /// <param name="connection">The connection.</param>
    /// <param name="fresh">The session that is to be opened on it.</param>
    /// <param name="options">How long things may take.</param>
    public ClientLink(RpcConnection connection, RpcSession fresh, RpcClientOptions options)
    {
        _session = fresh;
        _connection = connection;
        _options = options;
        _begun = options.TimeProvider.GetTimestamp();
        ListenTo(fresh);
        fresh.Attach(connection);

        // The loop runs handlers: they must not inherit what happens to be ambient where the client connects.
        using (ExecutionContext.SuppressFlow())
        {
            Served = Task.Run(() => fresh.RunAsync(connection));
        }
    }

    public RpcSession Session => _session;

    public RpcConnection Connection => _connection;

    /// <summary>Whether the session is one of an earlier connection.</summary>
    public bool Resumed { get; private set; }

    /// <summary>How the connection ended, once it has; it is to be disposed then.</summary>
    public Task<RpcDisconnect> Served { get; }

    /// <summary>The server's announcement that it will leave.</summary>
    public Task<SessionGoodbye> Goodbye => _goodbye.Task;

    /// <summary>Whether another connection has taken over, so that this one is to be left when nothing is under way.</summary>
    public bool IsReplaced
    {
        get => _isReplaced;
        set => _isReplaced = value;
    }

    public TimeSpan? Latency => _connection.Latency;

    /// <summary>How long the connection has lasted.</summary>
    public TimeSpan Lived => _options.TimeProvider.GetElapsedTime(_begun);

    /// <summary>Whether nothing is under way, in either direction.</summary>
    public bool IsIdle => Session.Outgoing.Count == 0 && Session.Calls.Running == 0 && Session.Streams.Count == 0;

    /// <summary>Learns of the goodbye to a session that may become this link's.</summary>
    public void ListenTo(RpcSession session) => session.GoingAway = goodbye => _goodbye.TrySetResult(goodbye);

    /// <summary>The server has opened the session, or goes on with another one.</summary>
    public void Open(OpenedSession opened)
    {
        RpcSession fresh = _session;
        _session = opened.Session;
        _window = opened.Answer?.Window ?? TimeSpan.Zero;
        Resumed = opened.Resumed;
        if (fresh != opened.Session)
        {
            fresh.Link.GiveUp(new RpcDisconnect(RpcDisconnectReason.ClosedLocally, 1000, "Another session goes on."));
            fresh.Dispose();
        }

        if (_options.AccessToken is not null && opened.Answer?.ExpiresIn is { } expiresIn)
        {
            BeginRenewing(new CredentialRenewal(_options, opened.Session), expiresIn);
        }
    }

    /// <summary>The session, if it survives the end of the connection.</summary>
    public DetachedSession? Detach(RpcDisconnect lost) => _session.Link.State == SessionState.Detached
        ? new DetachedSession(_session, _window, lost, _options.TimeProvider)
        : null;

    /// <summary>Sends what was accepted and closes; <see cref="Served"/> completes.</summary>
    /// <param name="cause">What the server is told.</param>
    /// <param name="patience">How long that may take where it is less than the options say.</param>
    public ValueTask CloseAsync(RpcDisconnect cause, TimeSpan? patience = null) => _connection.CloseAsync(
        cause, patience < _options.CloseTimeout ? patience.Value : _options.CloseTimeout, _options.TimeProvider);

    /// <summary>Cuts the connection; <see cref="Served"/> completes.</summary>
    public void Abort(string why) => _connection.Abort(new RpcDisconnect(RpcDisconnectReason.ClosedLocally, 1006, why));

    /// <summary>Lets go of a connection that is over, and of its session unless that survives.</summary>
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync().ConfigureAwait(false);
        await _renewing.ConfigureAwait(false);
        _over.Dispose();
        await _connection.DisposeAsync().ConfigureAwait(false);
        if (_session.Link.State == SessionState.Idle)
        {
            _session.Dispose();
        }
    }

    // The source of tokens is the user's code: it must not inherit what happens to be ambient where the client connects.
    private void BeginRenewing(CredentialRenewal renewal, TimeSpan expiresIn)
    {
        using (ExecutionContext.SuppressFlow())
        {
            _renewing = Task.Run(() => renewal.RunAsync(expiresIn, _over.Token));
        }
    }
}
