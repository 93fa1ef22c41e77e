using System.Threading;

namespace Ws.Rpc.Calls;

/// <summary>The tokens that our calls gave out for their progress, counted up from 1, and who listens. Thread-safe.</summary>
internal sealed class ProgressTokens
{
    // Guards _listeners and _last.
    private readonly Lock _gate = new();
    private SparseTable<long, ProgressListener> _listeners;
    private long _last;

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _listeners.Count;
            }
        }
    }

    /// <summary>Gives out a token, until <see cref="Remove"/>.</summary>
    public long Add(ProgressListener listener)
    {
        lock (_gate)
        {
            _listeners.TryAdd(++_last, listener);
            return _last;
        }
    }

    public void Remove(long token)
    {
        lock (_gate)
        {
            _listeners.Remove(token);
        }
    }

    /// <summary>Who listens; <see langword="null"/> if the token is unknown or its call is over.</summary>
    public ProgressListener? Find(long token)
    {
        lock (_gate)
        {
            return _listeners.Find(token);
        }
    }
}
