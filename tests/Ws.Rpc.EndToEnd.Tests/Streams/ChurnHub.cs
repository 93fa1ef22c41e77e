using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.AspNetCore;

namespace Ws.Rpc.EndToEnd.Tests.Streams;

internal sealed class ChurnHub(WatchedSources sources) : RpcHub, IChurnHub
{
    public IAsyncEnumerable<int> EndlessAsync(int ready, CancellationToken cancellationToken) => sources.Endless(ready);

    public IAsyncEnumerable<int> PassAsync(IAsyncEnumerable<int> numbers) => sources.Watch(numbers);

    public async ValueTask<int> TakeAsync(IAsyncEnumerable<int> numbers, int count)
    {
        await foreach (int number in numbers)
        {
            if (number >= count)
            {
                break;
            }
        }

        return count;
    }
}
