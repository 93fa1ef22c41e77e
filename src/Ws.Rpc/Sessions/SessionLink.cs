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
    // Guards _state, _closeCause, _over and the changing of _connection.
    private readonly Lock _gate = new();
    private volatile RpcConnection? _connection;
    private volatile int _generation;
    private SessionState _state;
    private RpcDisconnect? _closeCause;
    private TaskCompletionSource _over = new();

    /// <summary>Completes when the connection of now is over, and it is known what becomes of the session.</summary>
    public Task Over
    {
        get
        {
            lock (_gate)
            {
                return _over.Task;
            }
        }
    }

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
            _over = NewOver();
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
            _over = resumed ? NewOver() : _over;
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
        bool isDetached;
        TaskCompletionSource over;
        lock (_gate)
        {
            if (_connection != connection)
            {
                return;
            }

            over = _over;
            isDetached = isKept && session.Continuity.CanResume;
            _state = isDetached ? SessionState.Detached : SessionState.Idle;
            _connection = isDetached ? connection : null;
        }

        if (isKept)
        {
            session.Keeper?.OnDetached(disconnect);
        }

        if (!isDetached)
        {
            End(connection, disconnect, isKept);
        }

        over.TrySetResult();
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

        End(connection, disconnect, isKept: true);
        return true;
    }

    /// <summary>Another session goes on over the connection of this one, which ends.</summary>
    public void GiveUp(RpcDisconnect disconnect)
    {
        lock (_gate)
        {
            _state = SessionState.Idle;
            _connection = null;
        }

        end(disconnect);
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

    private static TaskCompletionSource NewOver() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void End(RpcConnection connection, RpcDisconnect disconnect, bool isKept)
    {
        if (isKept)
        {
            connection.Forget();
        }

        end(disconnect);
        if (isKept)
        {
            session.Keeper?.OnEnded(session, disconnect);
        }
    }
}
