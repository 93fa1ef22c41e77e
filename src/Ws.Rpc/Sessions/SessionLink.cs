using System;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Connections;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Sessions;

/// <summary>
/// The one connection that a session lives on, one after the other: when it has none it ends, unless it is kept. Thread-safe.
/// </summary>
/// <param name="session">The session.</param>
/// <param name="end">Ends what was in flight.</param>
internal sealed class SessionLink(RpcSession session, Action<RpcDisconnect> end)
{
    // Guards _state, _closeCause and the changing of _connection.
    private readonly Lock _gate = new();
    private volatile RpcConnection? _connection;
    private volatile int _generation;
    private SessionState _state;
    private RpcDisconnect? _closeCause;

    public SessionState State
    {
        get
        {
            lock (_gate)
            {
                return _state;
            }
        }
    }

    /// <inheritdoc cref="RpcSession.Generation"/>
    public int Generation => _generation;

    /// <summary>The connection, or where the session is kept, the last one, behind which messages wait.</summary>
    public RpcConnection? Connection => _connection;

    /// <summary>The connection of a <see cref="Generation"/>, while it lasts.</summary>
    public RpcConnection? ConnectionOf(int generation)
    {
        RpcConnection? connection = _connection;
        return generation == _generation ? connection : null;
    }

    /// <summary>Another peer begins.</summary>
    public void Attach(RpcConnection connection)
    {
        lock (_gate)
        {
            // Before the connection, so that who reads them the other way round never takes the new one for the old.
            Interlocked.Increment(ref _generation);
            _connection = connection;
            _state = SessionState.Attached;
            _closeCause = null;
        }
    }

    /// <summary>
    /// Goes on over another connection, of which the receive loop is held; the one before is over. Calls, streams and messages in
    /// flight notice nothing.
    /// </summary>
    /// <param name="connection">The connection.</param>
    /// <param name="owner">Who receives from it.</param>
    /// <param name="first">What is sent before all else; taken over where this succeeds.</param>
    /// <param name="received">How many frames the peer has.</param>
    /// <returns><see langword="false"/> if that cannot be: the session is not detached, or has let go of too much.</returns>
    public async Task<bool> TryResumeAsync(
        RpcConnection connection, IConnectionOwner owner, MessageBuffer? first, long received)
    {
        lock (_gate)
        {
            if (_state != SessionState.Detached)
            {
                return false;
            }

            _state = SessionState.Resuming;
        }

        bool resumed = await connection.TryContinueAsync(_connection!, owner, first, received).ConfigureAwait(false);
        RpcDisconnect? close;
        lock (_gate)
        {
            _connection = resumed ? connection : _connection;
            _state = resumed ? SessionState.Attached : SessionState.Detached;
            close = _closeCause;
        }

        if (close is not null)
        {
            BeginClose(close, flush: true);
        }

        return resumed;
    }

    /// <summary>The connection is over; the session is detached if it is kept, and ends otherwise.</summary>
    public void OnConnectionOver(RpcConnection connection, RpcDisconnect disconnect, bool isKept)
    {
        lock (_gate)
        {
            if (_connection != connection)
            {
                return;
            }

            _state = isKept && session.Continuity.CanResume ? SessionState.Detached : SessionState.Idle;
            if (_state == SessionState.Detached)
            {
                return;
            }

            _connection = null;
        }

        if (isKept)
        {
            connection.Forget();
        }

        end(disconnect);
    }

    /// <summary>Ends a session that is detached, unless it is about to get a connection, or has an end.</summary>
    /// <returns>Whether it has ended by this.</returns>
    public bool TryEnd(RpcDisconnect disconnect)
    {
        RpcConnection connection;
        lock (_gate)
        {
            if (_state != SessionState.Detached)
            {
                return false;
            }

            _state = SessionState.Idle;
            connection = _connection!;
            _connection = null;
        }

        connection.Forget();
        end(disconnect);
        session.Keeper?.OnEnded(session, disconnect);
        return true;
    }

    /// <summary>Begins to close the connection; a session that has none ends.</summary>
    public void BeginClose(RpcDisconnect cause, bool flush)
    {
        SessionState state;
        lock (_gate)
        {
            state = _state;
            if (state == SessionState.Resuming)
            {
                _closeCause ??= cause;
            }
        }

        if (state == SessionState.Detached)
        {
            TryEnd(cause);
        }
        else if (state == SessionState.Attached)
        {
            _connection?.BeginClose(cause, session.Options.CloseTimeout, session.Options.Time, flush);
        }
    }
}
