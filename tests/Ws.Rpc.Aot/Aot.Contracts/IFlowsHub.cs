using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc;

namespace Aot.Contracts;

/// <summary>What flows, and what is marked; a second contract of the same hub on the same socket.</summary>
[RpcHub(Prefix = "flow.", JsonContext = typeof(ShapesJson))]
public interface IFlowsHub
{
    IAsyncEnumerable<Animal> ListAsync(int count, CancellationToken cancellationToken = default);

    ValueTask<int> TotalAsync(
        IAsyncEnumerable<int> left, IAsyncEnumerable<int> right, CancellationToken cancellationToken = default);

    IAsyncEnumerable<string> UpperAsync(IAsyncEnumerable<string> texts, CancellationToken cancellationToken = default);

    IAsyncEnumerable<int> BreakAsync(int good, CancellationToken cancellationToken = default);

    ValueTask<int> ImportAsync(int steps, IProgress<int>? progress = null, CancellationToken cancellationToken = default);

    ValueTask<int> GatherAsync(int count, CancellationToken cancellationToken = default);

    ValueTask<(Animal Pet, (int Count, Color? Color))> PairAsync((string Name, Color Color) pair);

    [RpcOrdered]
    ValueTask<int> NextAsync(CancellationToken cancellationToken = default);

    [RpcMethod("twice", Idempotent = true)]
    ValueTask<int> DoubleAsync(int number);
}
