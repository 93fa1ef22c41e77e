using System;
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

    // Guards _first, _last and _scheduled.
    private readonly Lock _gate = new();
    private PendingCall? _first;
    private PendingCall? _last;
    private bool _scheduled;

    /// <summary>
    /// Whether this thread runs a continuation, and a work item is queued for the others: should this one block, that one will
    /// call <c>done</c>.
    /// </summary>
    public bool IsContinuing => s_continuing == this;

    /// <summary>Adds a settled call; <see cref="Schedule"/> must follow.</summary>
    public void Add(PendingCall call)
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
        if (Volatile.Read(ref _first) is null)
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

    void IThreadPoolWorkItem.Execute()
    {
        lock (_gate)
        {
            _scheduled = false;
        }

        while (TryTake(out PendingCall? call, out bool more))
        {
            if (more)
            {
                Schedule();
            }

            s_continuing = more ? this : null;
            call!.Continue();
        }

        s_continuing = null;
        done();
    }

    private bool TryTake(out PendingCall? call, out bool more)
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
