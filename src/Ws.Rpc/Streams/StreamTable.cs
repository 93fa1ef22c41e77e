using System.Collections.Generic;
using System.Threading;

namespace Ws.Rpc.Streams;

/// <summary>The live streams of one kind on one connection, no more than a limit of them. Thread-safe.</summary>
internal sealed class StreamTable<TName, TStream>(int limit)
    where TName : notnull
    where TStream : class
{
    // Guards _streams and _closed.
    private readonly Lock _gate = new();
    private readonly Dictionary<TName, TStream> _streams = [];
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
            return _streams.GetValueOrDefault(name);
        }
    }

    /// <summary>Takes out a stream, for its one ender.</summary>
    public bool Remove(TName name, TStream stream)
    {
        lock (_gate)
        {
            return _streams.TryGetValue(name, out TStream? filed) && ReferenceEquals(filed, stream) && _streams.Remove(name);
        }
    }

    /// <summary>Takes out all; from now on none is admitted.</summary>
    public IReadOnlyList<TStream> Close()
    {
        lock (_gate)
        {
            _closed = true;
            TStream[] all = [.. _streams.Values];
            _streams.Clear();
            return all;
        }
    }
}
