using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Aot.Contracts;
using Ws.Rpc;

namespace Aot.Client;

/// <summary>Answers the server; a question below the top is passed back to it.</summary>
public sealed class ShapesClient(RpcClient client) : IShapesClient
{
    private readonly TaskCompletionSource<Page<Animal>> _told = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<Page<Animal>> FirstTold => _told.Task;

    public void Told(Page<Animal> animals) => _told.TrySetResult(animals);

    public ValueTask HeardAsync(string text) => default;

    public IAsyncEnumerable<int> CountAsync(int count, CancellationToken cancellationToken) =>
        Enumerable.Range(1, count).ToAsyncEnumerable();

    public async ValueTask<int> AnswerAsync(string question, int depth, CancellationToken cancellationToken) =>
        depth == 0 ? question.Length : 1 + await client.GetHub<IShapesHub>().AskAsync(question, depth - 1);
}
