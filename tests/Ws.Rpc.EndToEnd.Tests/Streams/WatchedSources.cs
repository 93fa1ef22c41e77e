using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.EndToEnd.Tests.Streams;

/// <summary>All producers of a test, of both sides. Thread-safe.</summary>
internal sealed class WatchedSources
{
    private readonly ConcurrentQueue<WatchedSource> _all = new();
    private int _open;
    private int _begun;

    public IReadOnlyCollection<WatchedSource> All => _all;

    /// <summary>How many enumerations began.</summary>
    public int Begun => Volatile.Read(ref _begun);

    /// <summary>How many of them have not been disposed.</summary>
    public int Open => Volatile.Read(ref _open);

    public WatchedSource Watch(IAsyncEnumerable<int> items)
    {
        var source = new WatchedSource(this, items);
        _all.Enqueue(source);
        return source;
    }

    /// <summary>Counts without end; but behind so many items there is no next one before it is told to end.</summary>
    public WatchedSource Endless(int ready) => Watch(CountAsync(ready, CancellationToken.None));

    public void OnBegun()
    {
        Interlocked.Increment(ref _begun);
        Interlocked.Increment(ref _open);
    }

    public void OnDisposed() => Interlocked.Decrement(ref _open);

    private static async IAsyncEnumerable<int> CountAsync(int ready, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (int i = 0; i < ready; i++)
        {
            if (i % 7 == 6)
            {
                await Task.Yield();
            }

            yield return i;
        }

        yield return await new TaskCompletionSource<int>().Task.WaitAsync(cancellationToken);
    }
}
