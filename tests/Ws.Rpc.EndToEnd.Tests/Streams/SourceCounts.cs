using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.EndToEnd.Tests.Streams;

/// <summary>Makes sources, and counts what became of them. Thread-safe.</summary>
internal sealed class SourceCounts
{
    private int _begun;
    private int _disposed;
    private int _produced;

    public int Begun => Volatile.Read(ref _begun);

    public int Disposed => Volatile.Read(ref _disposed);

    public int Produced => Volatile.Read(ref _produced);

    /// <summary>Counts; every seventh item is not ready at once.</summary>
    public async IAsyncEnumerable<int> CountAsync(int count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _begun);
        try
        {
            for (int i = 0; i < count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (i % 7 == 6)
                {
                    await Task.Yield();
                }

                Interlocked.Increment(ref _produced);
                yield return i;
            }
        }
        finally
        {
            Interlocked.Increment(ref _disposed);
        }
    }
}
