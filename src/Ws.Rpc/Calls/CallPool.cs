using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Threading;

namespace Ws.Rpc.Calls;

/// <summary>Keeps a bounded number of finished objects for their next use. Thread-safe.</summary>
internal sealed class CallPool<T>(int capacity)
    where T : class
{
    private readonly ConcurrentQueue<T> _free = new();
    private int _count;

    public bool TryRent([NotNullWhen(true)] out T? item)
    {
        if (!_free.TryDequeue(out item))
        {
            return false;
        }

        Interlocked.Decrement(ref _count);
        return true;
    }

    public void Return(T item)
    {
        if (Interlocked.Increment(ref _count) <= capacity)
        {
            _free.Enqueue(item);
        }
        else
        {
            Interlocked.Decrement(ref _count);
        }
    }
}
