using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.EndToEnd.Tests.Streams;

[RpcCallback]
public interface IStreamClient
{
    IAsyncEnumerable<int> SampleAsync(int count, CancellationToken cancellationToken = default);

    Task<int> GatherAsync(IAsyncEnumerable<int> numbers);
}
