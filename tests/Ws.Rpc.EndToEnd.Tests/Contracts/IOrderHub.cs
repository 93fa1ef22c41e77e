using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.EndToEnd.Tests.Contracts;

[RpcHub(Callback = typeof(IOrderClient))]
public interface IOrderHub
{
    /// <summary>Notes that it starts, waits until the test lets it go, and notes that it ends.</summary>
    [RpcOrdered]
    ValueTask<int> StepAsync(int number, CancellationToken cancellationToken = default);

    [RpcOrdered]
    void Note(int number);

    /// <summary>Calls the caller, which calls this again, until nothing is left.</summary>
    [RpcOrdered]
    ValueTask<int> NestAsync(int depth);

    /// <summary>The sum of what the caller counts, on being asked.</summary>
    [RpcOrdered]
    ValueTask<int> AskSumAsync(int count);

    /// <summary>The sum of what the caller sends along.</summary>
    [RpcOrdered]
    ValueTask<int> SumAsync(IAsyncEnumerable<int> numbers);

    ValueTask<int> FreeAsync(int number);
}
