using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.EndToEnd.Tests.Streams;

internal sealed class StreamClient : IStreamClient
{
    public SourceCounts Counts { get; } = new();

    public IAsyncEnumerable<int> SampleAsync(int count, CancellationToken cancellationToken) =>
        Counts.CountAsync(count, cancellationToken);

    public async Task<int> GatherAsync(IAsyncEnumerable<int> numbers)
    {
        int total = 0;
        await foreach (int number in numbers)
        {
            total += number;
        }

        return total;
    }
}
