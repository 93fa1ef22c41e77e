using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Chaos.Oracle;

namespace Ws.Rpc.Chaos.Hubs;

/// <summary>Numbers from 0, whose enumerator tells the journal of its life.</summary>
internal sealed class JournaledCount(Journal journal, int stream, int to) : IAsyncEnumerable<int>
{
    public IAsyncEnumerator<int> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        journal.BeginEnumerator(stream);
        return new Enumerator(journal, stream, to, cancellationToken);
    }

    private sealed class Enumerator(Journal journal, int stream, int to, CancellationToken cancellationToken) : IAsyncEnumerator<int>
    {
        public int Current { get; private set; } = -1;

        public async ValueTask<bool> MoveNextAsync()
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Current % 16 == 15)
            {
                await Task.Yield();
            }

            return ++Current < to;
        }

        public ValueTask DisposeAsync()
        {
            journal.DisposeEnumerator(stream);
            return default;
        }
    }
}
