using System.Collections.Generic;
using System.Threading;
using Ws.Rpc.Calls;

namespace Ws.Rpc.Streams;

/// <summary>The live streams of one kind on one connection, no more than a limit of them. Thread-safe.</summary>
internal sealed class StreamTable<TName, TStream>(int limit)
    where TName : notnull
    where TStream : class
{
    // Guards _streams and _closed.
    private readonly Lock _gate = new();
    private SparseTable<TName, TStream> _streams;
    private bool _closed;

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _streams.Count;
            }
        }
    }

    public StreamAdmission Add(TName name, TStream stream)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return StreamAdmission.Closed;
            }

            if (_streams.Count >= limit)
            {
                return StreamAdmission.TooMany;
            }

            return _streams.TryAdd(name, stream) ? StreamAdmission.Admitted : StreamAdmission.NameTaken;
        }
    }

    public TStream? Find(TName name)
    {
        lock (_gate)
        {
            return _streams.Find(name);
        }
    }

    /// <summary>Takes out a stream, for its one ender.</summary>
    public bool Remove(TName name, TStream stream)
    {
        lock (_gate)
        {
            return _streams.Remove(name, stream);
        }
    }

    /// <summary>Takes out all; from now on none is admitted.</summary>
    public IReadOnlyList<TStream> Close()
    {
        lock (_gate)
        {
            _closed = true;
            return _streams.Clear();
        }
    }
}
