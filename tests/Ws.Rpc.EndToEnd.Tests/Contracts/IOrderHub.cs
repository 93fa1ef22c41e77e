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

    ValueTask<int> FreeAsync(int number);
}
