using System.Collections.Generic;
using System.Threading.Tasks;

namespace Ws.Rpc.Sessions;

/// <summary>
/// What an ordered call reads of a stream that it has asked the peer for: while it waits for an item, the next may go on.
/// </summary>
internal sealed class TurnReader<T>(OrderedTurn turn, IAsyncEnumerator<T> items) : IAsyncEnumerator<T>
{
    public T Current => items.Current;

    public ValueTask<bool> MoveNextAsync()
    {
        ValueTask<bool> next = items.MoveNextAsync();
        return next.IsCompleted ? next : turn.AwaitAsync(next);
    }

    public ValueTask DisposeAsync() => items.DisposeAsync();
}
