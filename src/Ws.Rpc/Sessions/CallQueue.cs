using System;
using System.Collections.Generic;
using System.Threading;

namespace Ws.Rpc.Sessions;

/// <summary>
/// Decides when the peer's calls start: in their order, at once while fewer than the limit run, else later, else never (protocol
/// section 12). A call that awaits an answer of the peer's own leaves its place to another, so that calls nested both ways cannot
/// wait for each other. Thread-safe.
/// </summary>
/// <param name="maxConcurrent">How many run at once.</param>
/// <param name="maxPending">How many run or wait.</param>
/// <param name="maxWaitingBytes">How long the arguments of those that wait may be together.</param>
/// <param name="outstanding">How many calls of ours await the peer's answer now.</param>
internal sealed class CallQueue(int maxConcurrent, int maxPending, long maxWaitingBytes, Func<int> outstanding)
    : IThreadPoolWorkItem
{
    // Guards _waiting, _waitingBytes, _running, _held, _starting and _scheduled; _busy mirrors "somebody waits, starts or holds"
    // for reading without it.
    private readonly Lock _gate = new();
    private readonly Queue<WaitingCall> _waiting = new();
    private long _waitingBytes;
    private int _running;
    private bool _held;
    private bool _starting;
    private bool _scheduled;
    private volatile bool _busy;

    /// <summary>How many calls of the peer run now.</summary>
    public int Running => Volatile.Read(ref _running);

    /// <summary>Whether a new call may start now; it then counts as running until <see cref="Finish"/>.</summary>
    public bool TryStart()
    {
        if (_busy)
        {
            return false;
        }

        lock (_gate)
        {
            if (_busy || _running >= CapacityLocked())
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
        lock (_gate)
        {
            if (_running + _waiting.Count >= maxPending || _waitingBytes + call.Bytes > maxWaitingBytes)
            {
                return false;
            }

            _waiting.Enqueue(call);
            _waitingBytes += call.Bytes;
            _busy = true;
        }

        Schedule();
        return true;
    }

    /// <summary>A running call has finished.</summary>
    public void Finish()
    {
        lock (_gate)
        {
            _running--;
        }

        Schedule();
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
            _busy = _starting || _waiting.Count > 0;
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
            if (_scheduled || _starting || _held || _waiting.Count == 0 || _running >= CapacityLocked())
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
        WaitingCall[] all;
        lock (_gate)
        {
            all = [.. _waiting];
            _waiting.Clear();
            _waitingBytes = 0;
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
            if (!_held && _running < CapacityLocked() && _waiting.TryDequeue(out call))
            {
                _running++;
                _waitingBytes -= call.Bytes;
                return true;
            }

            call = null;
            _starting = false;
            _busy = _held || _waiting.Count > 0;
            return false;
        }
    }

    // Our own outstanding calls are not all made by handlers, and never a reason to run more than may be pending.
    private int CapacityLocked() => Math.Min(maxConcurrent + outstanding(), maxPending);
}
