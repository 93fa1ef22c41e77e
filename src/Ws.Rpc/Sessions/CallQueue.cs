using System;
using System.Collections.Generic;
using System.Threading;

namespace Ws.Rpc.Sessions;

/// <summary>
/// Decides when the peer's calls start: in their order, at once while fewer than the limit run, else later, else never (protocol
/// section 12). A call that awaits an answer of the peer's own leaves its place to another, so that calls nested both ways cannot
/// wait for each other. Ordered calls wait for one another besides, and hold up nobody else. Thread-safe.
/// </summary>
/// <param name="maxConcurrent">How many run at once.</param>
/// <param name="maxPending">How many run or wait.</param>
/// <param name="maxWaitingBytes">How long the arguments of those that wait may be together.</param>
/// <param name="outstanding">How many calls of ours await the peer's answer now.</param>
internal sealed class CallQueue(int maxConcurrent, int maxPending, long maxWaitingBytes, Func<int> outstanding)
    : IThreadPoolWorkItem
{
    // Guards _waiting, _running, _held, _starting and _scheduled; _busy mirrors "somebody waits for a place, starts or holds" for
    // reading without it, _hasTurns "there has been an ordered call".
    private readonly Lock _gate = new();
    private readonly WaitingCalls _waiting = new(maxWaitingBytes);
    private int _running;
    private bool _held;
    private bool _starting;
    private bool _scheduled;
    private volatile bool _busy;
    private volatile bool _hasTurns;

    /// <summary>How many calls of the peer run or wait, as of a moment ago.</summary>
    public int Count => Running + _waiting.Count;

    /// <summary>How many calls of the peer run now.</summary>
    public int Running => Volatile.Read(ref _running);

    /// <summary>The turn of the ordered call of this peer whose handler runs here.</summary>
    public OrderedTurn? CurrentTurn =>
        _hasTurns && OrderedTurn.Current is { } turn && ReferenceEquals(turn.Queue, this) ? turn : null;

    /// <summary>Whether a new call may start now; it then counts as running until <see cref="Finish"/>.</summary>
    public bool TryStart(bool isOrdered)
    {
        if (_busy)
        {
            return false;
        }

        lock (_gate)
        {
            if (_busy || _running >= CapacityLocked() || !_waiting.TryPass(isOrdered))
            {
                return false;
            }

            _running++;
            return true;
        }
    }

    /// <summary>Lets a call wait for its turn; <see langword="false"/> if too many or too large ones do already.</summary>
    public bool TryWait(WaitingCall call)
    {
        bool isBehind;
        CancellationToken cancelled = call.Cancelled;
        lock (_gate)
        {
            if (_running + _waiting.Count >= maxPending || !_waiting.TryAdd(call, out isBehind))
            {
                return false;
            }

            _busy |= _waiting.AreReady;
        }

        if (isBehind)
        {
            // Its turn may be far away: it is answered at once. It may have started meanwhile, which is as good.
            cancelled.UnsafeRegister(state => StartCancelled((WaitingCall)state!), call);
        }

        Schedule();
        return true;
    }

    /// <summary>Begins the turn of an ordered call that has started, for its handler to carry along.</summary>
    public OrderedTurn BeginTurn()
    {
        var turn = new OrderedTurn(this);
        _hasTurns = true;
        OrderedTurn.Current = turn;
        return turn;
    }

    /// <summary>A running call has finished, and with it its turn if it had one.</summary>
    public void Finish(OrderedTurn? turn)
    {
        lock (_gate)
        {
            _running--;
            if (turn is not null)
            {
                _waiting.End(turn);
                _busy |= _waiting.AreReady;
            }
        }

        Schedule();
    }

    /// <summary>An ordered call awaits an answer of the peer's, who may be waiting for the next ordered call itself.</summary>
    public void Leave(OrderedTurn turn)
    {
        lock (_gate)
        {
            _waiting.Leave(turn);
            _busy |= _waiting.AreReady;
        }

        Schedule();
    }

    /// <summary>An ordered call has its answer and goes on.</summary>
    public void Return(OrderedTurn turn)
    {
        lock (_gate)
        {
            _waiting.Return(turn);
        }
    }

    /// <summary>Lets all calls wait until <see cref="Release"/>.</summary>
    public void Hold()
    {
        lock (_gate)
        {
            _held = _busy = true;
        }
    }

    /// <summary>Starts what waited for <see cref="Hold"/> to end.</summary>
    public void Release()
    {
        lock (_gate)
        {
            _held = false;
            _busy = _starting || _waiting.AreReady;
        }

        Schedule();
    }

    /// <summary>Sees to it that waiting calls start if they may; called whenever that can have changed.</summary>
    public void Schedule()
    {
        if (!_busy)
        {
            return;
        }

        lock (_gate)
        {
            if (_scheduled || _starting || _held || !_waiting.AreReady || _running >= CapacityLocked())
            {
                return;
            }

            _scheduled = true;
        }

        // Never here: this thread may be in the middle of somebody else's handler.
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Lets go of all calls that wait.</summary>
    public void Clear()
    {
        IReadOnlyList<WaitingCall> all;
        lock (_gate)
        {
            all = _waiting.Clear();
            _busy = _held || _starting;
        }

        foreach (WaitingCall call in all)
        {
            call.Discard();
        }
    }

    // One starter at a time keeps the order.
    void IThreadPoolWorkItem.Execute()
    {
        lock (_gate)
        {
            _scheduled = false;
            if (_starting)
            {
                return;
            }

            _starting = true;
        }

        while (TryTakeNext(out WaitingCall? call))
        {
            call!.Start();
        }
    }

    private bool TryTakeNext(out WaitingCall? call)
    {
        lock (_gate)
        {
            if (!_held && _running < CapacityLocked() && _waiting.TryTake(out call))
            {
                _running++;
                return true;
            }

            call = null;
            _starting = false;
            _busy = _held || _waiting.AreReady;
            return false;
        }
    }

    private void StartCancelled(WaitingCall call)
    {
        lock (_gate)
        {
            if (!_waiting.TryTakeOut(call))
            {
                return;
            }

            _running++;
        }

        call.Start();
    }

    // Our own outstanding calls are not all made by handlers, and never a reason to run more than may be pending.
    private int CapacityLocked() => Math.Min(maxConcurrent + outstanding(), maxPending);
}
