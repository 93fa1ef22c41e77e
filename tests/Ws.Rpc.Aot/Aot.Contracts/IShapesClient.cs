using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc;

namespace Aot.Contracts;

/// <summary>What the server calls.</summary>
[RpcCallback(JsonContext = typeof(ShapesJson))]
public interface IShapesClient
{
    void Told(Page<Animal> animals);

    ValueTask<int> AnswerAsync(string question, int depth, CancellationToken cancellationToken = default);
}
