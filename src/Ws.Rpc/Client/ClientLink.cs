using System;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Connections;
using Ws.Rpc.Sessions;

namespace Ws.Rpc.Client;

/// <summary>One session of a client on one connection, served from the beginning to the end.</summary>
internal sealed class ClientLink
{
    private readonly RpcClientOptions _options;
    private readonly RpcConnection _connection;
    private readonly long _begun;
    private volatile bool _isReplaced;
    private readonly TaskCompletionSource<SessionGoodbye> _goodbye = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ClientLink(RpcSession session, RpcConnection connection, RpcClientOptions options)
    {
        Session = session;
        _connection = connection;
        _options = options;
        _begun = options.TimeProvider.GetTimestamp();
        session.GoingAway = goodbye => _goodbye.TrySetResult(goodbye);
        session.Attach(connection);

        // The loop runs handlers: they must not inherit what happens to be ambient where the client connects.
        using (ExecutionContext.SuppressFlow())
        {
            Served = Task.Run(() => session.ServeAsync(connection));
        }
    }

    public RpcSession Session { get; }

    /// <summary>Whether the session is one of an earlier connection.</summary>
    public bool Resumed { get; set; }

    /// <summary>Whether another connection has taken over, so that this one is to be left when nothing is under way.</summary>
    public bool IsReplaced
    {
        get => _isReplaced;
        set => _isReplaced = value;
    }

    /// <summary>How the connection ended, once it has; <see cref="EndAsync"/> must follow.</summary>
    public Task<RpcDisconnect> Served { get; }

    /// <summary>The server's announcement that it will leave.</summary>
    public Task<SessionGoodbye> Goodbye => _goodbye.Task;

    public TimeSpan? Latency => _connection.Latency;

    /// <summary>How long the connection has lasted.</summary>
    public TimeSpan Lived => _options.TimeProvider.GetElapsedTime(_begun);

    /// <summary>Whether nothing is under way, in either direction.</summary>
    public bool IsIdle => Session.Outgoing.Count == 0 && Session.Calls.Running == 0 && Session.Streams.Count == 0;

    /// <summary>Sends what was accepted and closes; <see cref="Served"/> completes.</summary>
    public ValueTask CloseAsync(RpcDisconnect cause) =>
        _connection.CloseAsync(cause, _options.CloseTimeout, _options.TimeProvider);

    /// <summary>Cuts the connection; <see cref="Served"/> completes.</summary>
    public void Abort(string why) => _connection.Abort(new RpcDisconnect(RpcDisconnectReason.ClosedLocally, 1006, why));

    /// <summary>Ends what was in flight once the connection is over, and lets go of it.</summary>
    /// <param name="disconnect">How it ended.</param>
    /// <param name="isWanted">Whether it is the user who has closed it, so that nothing is lost.</param>
    public async Task EndAsync(RpcDisconnect disconnect, bool isWanted)
    {
        string what = $"The connection is over: {disconnect.Description}";
        Session.End(disconnect, () => isWanted
            ? new RpcConnectionException(what, disconnect, disconnect.Exception)
            : new RpcSessionLostException(what, disconnect, disconnect.Exception));
        await _connection.DisposeAsync().ConfigureAwait(false);
        Session.Dispose();
    }
}
