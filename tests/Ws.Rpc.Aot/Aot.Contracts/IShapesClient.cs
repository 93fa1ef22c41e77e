using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc;

namespace Aot.Contracts;

/// <summary>What the server calls.</summary>
[RpcCallback(JsonContext = typeof(ShapesJson))]
public interface IShapesClient
{
    void Told(Page<Animal> animals);

    [RpcMethod(Acknowledged = true)]
    ValueTask HeardAsync(string text);

    IAsyncEnumerable<int> CountAsync(int count, CancellationToken cancellationToken = default);

    ValueTask<int> AnswerAsync(string question, int depth, CancellationToken cancellationToken = default);
}
