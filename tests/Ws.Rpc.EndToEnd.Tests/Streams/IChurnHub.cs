using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.EndToEnd.Tests.Streams;

/// <summary>Its streams have no end of their own.</summary>
[RpcHub]
public interface IChurnHub
{
    IAsyncEnumerable<int> EndlessAsync(int ready, CancellationToken cancellationToken = default);

    IAsyncEnumerable<int> PassAsync(IAsyncEnumerable<int> numbers);

    /// <summary>Takes so many and leaves.</summary>
    ValueTask<int> TakeAsync(IAsyncEnumerable<int> numbers, int count);
}
