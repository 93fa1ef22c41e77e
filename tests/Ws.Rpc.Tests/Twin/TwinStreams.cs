using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.Tests.Twin;

/// <summary>What the twin does with streams unless a test says otherwise.</summary>
internal static class TwinStreams
{
    /// <summary>The numbers from 0, all ready.</summary>
    public static async IAsyncEnumerable<int> CountAsync(int count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        for (int i = 0; i < count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return i;
        }
    }

    public static async ValueTask<int> TotalAsync(IAsyncEnumerable<int> numbers, CancellationToken cancellationToken)
    {
        int total = 0;
        await foreach (int number in numbers.WithCancellation(cancellationToken))
        {
            total += number;
        }

        return total;
    }

    /// <summary>One of each, and then what is left of the first.</summary>
    public static async IAsyncEnumerable<TwinNote> MergeAsync(IAsyncEnumerable<TwinNote> left, IAsyncEnumerable<TwinNote>? right)
    {
        await using IAsyncEnumerator<TwinNote>? other = right?.GetAsyncEnumerator();
        await foreach (TwinNote note in left)
        {
            yield return note;
            if (other is not null && await other.MoveNextAsync())
            {
                yield return other.Current;
            }
        }
    }
}
