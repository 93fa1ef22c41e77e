using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.Benchmarks.Churn;

[RpcHub]
public interface IVisitorHub
{
    /// <summary>Enters a room, and says how many are in it.</summary>
    ValueTask<int> EnterAsync(string room);

    /// <summary>Runs until its caller is gone.</summary>
    ValueTask StayAsync(CancellationToken cancellationToken = default);
}
