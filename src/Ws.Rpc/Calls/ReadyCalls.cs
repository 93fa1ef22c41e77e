using System;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Ws.Rpc.Calls;

/// <summary>
/// Settled calls whose callers are to be continued on the thread pool: one work item for all that a read brought. Before it runs
/// a continuation it queues one more of itself while there are more, so that a continuation which blocks holds up no other.
/// Thread-safe.
/// </summary>
/// <param name="done">Called by each work item at its end: what the continuations sent may have waited for that.</param>
internal sealed class ReadyCalls(Action done) : IThreadPoolWorkItem
{
    [ThreadStatic]
    private static ReadyCalls? s_continuing;

    [ThreadStatic]
    private static ReadyCalls? s_continuingLast;

    // Guards _first, _last and _scheduled.
    private readonly Lock _gate = new();
    private ReadyItem? _first;
    private ReadyItem? _last;
    private bool _scheduled;

    /// <summary>
    /// Whether this thread runs a continuation, and a work item is queued for the others: should this one block, that one will
    /// call <c>done</c>.
    /// </summary>
    public bool IsContinuing => s_continuing == this;

    /// <summary>Whether this thread runs the last continuation of some, asked for the first time.</summary>
    public bool TryTakeLast()
    {
        bool isLast = s_continuingLast == this;
        if (isLast)
        {
            s_continuingLast = null;
        }

        return isLast;
    }

    /// <summary>Whether some are to be continued. To be asked by the one who adds.</summary>
    public bool HasSome => Volatile.Read(ref _first) is not null;

    /// <summary>Adds a settled call; <see cref="Schedule"/> must follow.</summary>
    public void Add(ReadyItem call)
    {
        lock (_gate)
        {
            if (_last is null)
            {
                _first = call;
            }
            else
            {
                _last.NextReady = call;
            }

            _last = call;
        }
    }

    /// <summary>Sees to it that what was added is continued.</summary>
    public void Schedule()
    {
        // Read without the gate: the caller is the one who added, or has nothing to add.
        if (!HasSome)
        {
            return;
        }

        lock (_gate)
        {
            if (_scheduled || _first is null)
            {
                return;
            }

            _scheduled = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    /// <summary>Continues what was added on this thread, unless a work item will; what blocks here holds up no other.</summary>
    public void Run()
    {
        if (!HasSome)
        {
            return;
        }

        lock (_gate)
        {
            if (_scheduled)
            {
                return;
            }
        }

        if (RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            ContinueAll();
        }
        else
        {
            // Over a transport that completes a peer's read while we write, callers and callees may be nested in one stack.
            Schedule();
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        lock (_gate)
        {
            _scheduled = false;
        }

        ContinueAll();
    }

    private void ContinueAll()
    {
        while (TryTake(out ReadyItem? call, out bool more))
        {
            if (more)
            {
                Schedule();
            }

            s_continuing = more ? this : null;
            s_continuingLast = more ? null : this;
            call!.Continue();
        }

        s_continuing = s_continuingLast = null;
        done();
    }

    private bool TryTake(out ReadyItem? call, out bool more)
    {
        lock (_gate)
        {
            call = _first;
            if (call is null)
            {
                more = false;
                return false;
            }

            _first = call.NextReady;
            call.NextReady = null;
            more = _first is not null;
            if (!more)
            {
                _last = null;
            }

            return true;
        }
    }
}
