using System.Collections.Generic;
using System.Threading;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Calls;

/// <summary>The peer's calls that can be cancelled, by id: those whose handler took a cancellation token. Thread-safe.</summary>
internal sealed class RunningCalls
{
    // Guards _calls, _repeated and _closed.
    private readonly Lock _gate = new();
    private SparseTable<RequestId, CancellationTokenSource> _calls;

    // Those whose id another has: nobody can name them, but they end with the peer as the others do.
    private HashSet<CancellationTokenSource>? _repeated;
    private bool _closed;

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _calls.Count + (_repeated?.Count ?? 0);
            }
        }
    }

    /// <summary>
    /// Files a call. <see langword="false"/> means that the peer is gone and the call is to be cancelled at once. Where an id is
    /// in use twice, the first keeps it: the second cannot be cancelled by id.
    /// </summary>
    public bool Add(RequestId id, CancellationTokenSource cancellation)
    {
        lock (_gate)
        {
            if (!_closed && !_calls.TryAdd(id, cancellation))
            {
                (_repeated ??= []).Add(cancellation);
            }

            return !_closed;
        }
    }

    /// <summary>Takes out a call that has finished.</summary>
    public void Remove(RequestId id, CancellationTokenSource cancellation)
    {
        lock (_gate)
        {
            if (!_calls.Remove(id, cancellation))
            {
                _repeated?.Remove(cancellation);
            }
        }
    }

    /// <summary>
    /// The cancellation of a running call, or <see langword="null"/> if the id is unknown or its call has finished.
    /// </summary>
    public CancellationTokenSource? Find(RequestId id)
    {
        lock (_gate)
        {
            return _calls.Find(id);
        }
    }

    /// <summary>Takes out all calls; from now on none is accepted.</summary>
    public IReadOnlyList<CancellationTokenSource> Close()
    {
        lock (_gate)
        {
            _closed = true;
            CancellationTokenSource[] all = [.. _calls.Clear(), .. _repeated ?? []];
            _repeated = null;
            return all;
        }
    }

    /// <summary>Accepts calls again, on a new connection.</summary>
    public void Open()
    {
        lock (_gate)
        {
            _closed = false;
        }
    }
}
