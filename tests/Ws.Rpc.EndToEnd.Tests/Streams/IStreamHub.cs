using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.EndToEnd.Tests.Streams;

[RpcHub(Callback = typeof(IStreamClient))]
public interface IStreamHub
{
    /// <summary>Counts, and notes when its source is begun and disposed.</summary>
    IAsyncEnumerable<int> CountAsync(int count, CancellationToken cancellationToken = default);

    ValueTask<int> TotalAsync(IAsyncEnumerable<int> numbers, CancellationToken cancellationToken = default);

    IAsyncEnumerable<int> DoubleAsync(IAsyncEnumerable<int> numbers);

    /// <summary>Does with the caller's callbacks what a client does with the hub.</summary>
    ValueTask<int> AskCallerAsync(int count);

    ValueTask<string> EchoAsync(string text);
}
