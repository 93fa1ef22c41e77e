using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.EndToEnd.Tests.Streams;

/// <summary>
/// One producer, and how often it was begun and disposed: an iterator's own end could not tell, since it runs once however often it
/// is disposed.
/// </summary>
internal sealed class WatchedSource(WatchedSources sources, IAsyncEnumerable<int> items)
    : IAsyncEnumerable<int>, IAsyncEnumerator<int>
{
    private IAsyncEnumerator<int>? _items;
    private int _begun;
    private int _disposed;
    private int _stepping;
    private int _overlaps;

    public int Current => _items!.Current;

    public int Begun => Volatile.Read(ref _begun);

    public int Disposed => Volatile.Read(ref _disposed);

    /// <summary>How often it was stepped or disposed while it was stepping.</summary>
    public int Overlaps => Volatile.Read(ref _overlaps);

    public IAsyncEnumerator<int> GetAsyncEnumerator(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _begun);
        sources.OnBegun();
        _items = items.GetAsyncEnumerator(cancellationToken);
        return this;
    }

    public async ValueTask<bool> MoveNextAsync()
    {
        if (Interlocked.Exchange(ref _stepping, 1) != 0)
        {
            Interlocked.Increment(ref _overlaps);
        }

        try
        {
            return await _items!.MoveNextAsync();
        }
        finally
        {
            Volatile.Write(ref _stepping, 0);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Volatile.Read(ref _stepping) != 0)
        {
            Interlocked.Increment(ref _overlaps);
        }

        await _items!.DisposeAsync();
        Interlocked.Increment(ref _disposed);
        sources.OnDisposed();
    }
}
