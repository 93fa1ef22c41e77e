using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Sessions;

namespace Ws.Rpc.Client;

/// <summary>
/// The session that calls go to, or where they wait for one: in the order in which they came, and no more than so many.
/// Thread-safe.
/// </summary>
internal sealed class SessionGate(int maxWaiting)
{
    // Guards all fields below; _session is read without it.
    private readonly Lock _gate = new();
    private readonly LinkedList<SessionWaiter> _waiting = new();
    private volatile RpcSession? _session;
    private RpcSession? _opening;
    private Func<Exception>? _refusal = static () => new RpcConnectionException("There is no connection.") { IsUnsent = true };

    /// <summary>The session, while calls can be sent.</summary>
    public RpcSession? Session => _session;

    /// <summary>How many calls wait.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>Calls wait from now on.</summary>
    public void Shut()
    {
        lock (_gate)
        {
            _session = _opening = null;
            _refusal = null;
        }
    }

    /// <summary>Calls fail from now on, and so do those that wait.</summary>
    public void Close(Func<Exception> refusal)
    {
        SessionWaiter[] waiting;
        lock (_gate)
        {
            _session = _opening = null;
            _refusal = refusal;
            waiting = [.. _waiting];
            _waiting.Clear();
        }

        foreach (SessionWaiter waiter in waiting)
        {
            waiter.Refuse(refusal);
        }
    }

    /// <summary>Sends those that wait to a session, one after another, and those that come later behind them.</summary>
    public void Open(RpcSession session)
    {
        lock (_gate)
        {
            _opening = session;
            _refusal = null;
        }

        while (TryNext(session, out SessionWaiter? waiter))
        {
            // Here and now, which is what keeps the order.
            waiter.Give(session);
        }
    }

    /// <summary>Sends something that nobody awaits as soon as there is a session, behind all that wait already.</summary>
    /// <param name="send">Sends it, perhaps at once.</param>
    /// <param name="drop">Called instead where that will not be, or too many wait.</param>
    public void Send(Action<RpcSession> send, Action drop)
    {
        RpcSession? session;
        lock (_gate)
        {
            session = _session;
            if (session is null && _refusal is null && _waiting.Count < maxWaiting)
            {
                _waiting.AddLast(new SessionWaiter(send, drop));
                return;
            }
        }

        if (session is not null)
        {
            send(session);
        }
        else
        {
            drop();
        }
    }

    /// <summary>Waits for a session.</summary>
    /// <param name="not">One that has turned out to be over, if it is still the current one.</param>
    /// <param name="cancellationToken">Gives the waiting up.</param>
    /// <exception cref="RpcConnectionException">There will be none.</exception>
    /// <exception cref="RpcException">Too many wait.</exception>
    public async ValueTask<RpcSession> WaitAsync(RpcSession? not, CancellationToken cancellationToken)
    {
        LinkedListNode<SessionWaiter> node;
        lock (_gate)
        {
            _session = _session == not ? null : _session;
            _opening = _opening == not ? null : _opening;

            if (_session is { } session)
            {
                return session;
            }

            if (_refusal is not null)
            {
                throw _refusal();
            }

            if (_waiting.Count >= maxWaiting)
            {
                throw new RpcException(RpcErrorCode.Unavailable, $"{maxWaiting} calls already wait for the connection.");
            }

            node = _waiting.AddLast(new SessionWaiter());
        }

        using (cancellationToken.UnsafeRegister(
            static (state, token) => ((SessionWaiter)state!).TrySetCanceled(token), node.Value))
        {
            try
            {
                return await node.Value.Task.ConfigureAwait(false);
            }
            catch (Exception)
            {
                // The caller goes on elsewhere: whoever closes has others to tell.
                await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
                throw;
            }
            finally
            {
                Leave(node);
            }
        }
    }

    // Nobody is handed a session of which those before have found that it is over again.
    private bool TryNext(RpcSession session, [NotNullWhen(true)] out SessionWaiter? waiter)
    {
        lock (_gate)
        {
            waiter = _opening == session ? _waiting.First?.Value : null;
            if (waiter is not null)
            {
                _waiting.RemoveFirst();
                return true;
            }

            _session = _opening;
            _opening = null;
            return false;
        }
    }

    private void Leave(LinkedListNode<SessionWaiter> node)
    {
        lock (_gate)
        {
            if (node.List is not null)
            {
                _waiting.Remove(node);
            }
        }
    }
}
