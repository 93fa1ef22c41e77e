using System.Diagnostics.CodeAnalysis;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.AspNetCore.Handshake;
using Ws.Rpc.Connections;
using Ws.Rpc.Sessions;

namespace Ws.Rpc.AspNetCore.Hosting;

/// <summary>
/// One socket of a hub: it begins with a session of its own, and may become that of another one whose client has come back
/// (protocol section 9).
/// </summary>
internal sealed class HubSocket<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THub>
    where THub : RpcHub
{
    private static readonly RpcDisconnect s_moved = new(
        RpcDisconnectReason.ClosedLocally, 1000, "The connection has become that of another session.");

    private readonly TaskCompletionSource _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RpcConnection _connection;
    private readonly HubSession<THub> _fresh;
    private readonly ConnectionCredentials _credentials;
    private volatile HubSession<THub> _session;

    /// <param name="connection">The connection.</param>
    /// <param name="fresh">Its own session.</param>
    /// <param name="credentials">What the handshake has shown.</param>
    public HubSocket(RpcConnection connection, HubSession<THub> fresh, ConnectionCredentials credentials)
    {
        _connection = connection;
        _fresh = _session = fresh;
        _credentials = credentials;
    }

    /// <summary>The socket is that of an older session from here on, whatever the hub still does about its own.</summary>
    public void MoveTo(HubSession<THub> session)
    {
        _fresh.Owner.Session.Link.GiveUp(s_moved);
        _session = session;
        _credentials.MoveTo(session.Owner);
        _moved.TrySetResult();
    }

    /// <summary>Serves the socket to its end; the session may go on behind it.</summary>
    /// <param name="awaitsOpening">Whether the client is one that says first which session it wants.</param>
    public async Task ServeAsync(bool awaitsOpening)
    {
        Task<RpcDisconnect> run = Start(_fresh.Owner.Session, _connection);
        if (awaitsOpening)
        {
            await Task.WhenAny(_connection.FirstMessage, run).ConfigureAwait(false);
        }

        if (!_moved.Task.IsCompleted)
        {
            await _fresh.BeginAsync().ConfigureAwait(false);

            // Whose first message has opened a session stays with it.
            if (!awaitsOpening || !_fresh.Owner.Session.IsOpen)
            {
                await Task.WhenAny(run, _moved.Task).ConfigureAwait(false);
            }
        }

        if (_moved.Task.IsCompleted)
        {
            await _fresh.EndAsync(s_moved).ConfigureAwait(false);
            await _session.ResumeAsync().ConfigureAwait(false);
        }

        RpcDisconnect disconnect = await run.ConfigureAwait(false);
        if (_session.Owner.Session.Link.State == SessionState.Idle)
        {
            await _session.EndAsync(disconnect).ConfigureAwait(false);
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
}
