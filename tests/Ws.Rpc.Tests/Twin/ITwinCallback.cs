using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.Tests.Twin;

[RpcCallback]
public interface ITwinCallback
{
    void Poked(string text);

    ValueTask NotedAsync(TwinNote note);

    ValueTask<bool> ConfirmAsync(string question, CancellationToken cancellationToken = default);

    ValueTask<int> WorkAsync(int steps, IProgress<int>? progress = null);

    [RpcMethod(Acknowledged = true)]
    Task FlushAsync();

    IAsyncEnumerable<int> LevelsAsync(int count, CancellationToken cancellationToken = default);

    ValueTask<int> GatherAsync(IAsyncEnumerable<int> numbers);
}
