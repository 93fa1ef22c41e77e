using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.AspNetCore;

namespace Ws.Rpc.EndToEnd.Tests.Streams;

internal sealed class StreamHub(SourceCounts counts) : RpcHub<IStreamClient>, IStreamHub
{
    public IAsyncEnumerable<int> CountAsync(int count, CancellationToken cancellationToken) =>
        counts.CountAsync(count, cancellationToken);

    public async ValueTask<int> TotalAsync(IAsyncEnumerable<int> numbers, CancellationToken cancellationToken)
    {
        int total = 0;
        await foreach (int number in numbers.WithCancellation(cancellationToken))
        {
            total += number;
        }

        return total;
    }

    public async IAsyncEnumerable<int> DoubleAsync(IAsyncEnumerable<int> numbers)
    {
        await foreach (int number in numbers)
        {
            yield return number * 2;
        }
    }

    public async ValueTask<int> AskCallerAsync(int count)
    {
        int total = await Clients.Caller.GatherAsync(counts.CountAsync(count, default));
        await foreach (int number in Clients.Caller.SampleAsync(count))
        {
            total += number;
        }

        return total;
    }

    public ValueTask<string> EchoAsync(string text) => new(text);
}
