using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.EndToEnd.Tests.Guards;

/// <summary>Methods with something before them, and one of each kind that has to get through it.</summary>
[RpcHub]
public interface IGuardedHub : IGuardedBase
{
    ValueTask<string> EchoAsync(string text);

    ValueTask<string> SecretAsync();

    ValueTask<string> AdminAsync();

    ValueTask<string> AdultAsync();

    ValueTask<string> AnyoneAsync();

    ValueTask<string> HiddenAsync();

    ValueTask<string> RequiredAsync();

    ValueTask PromoteAsync(string role);

    void Poke(int number);

    void Touch(int number);

    ValueTask<string> MarkedAsync();

    ValueTask<int> SlowAsync(int number);

    ValueTask HoldAsync();

    ValueTask ThrownAsync();

    ValueTask WaitAsync(CancellationToken cancellationToken = default);

    IAsyncEnumerable<int> ListAsync(int count);

    ValueTask<int> TotalAsync(IAsyncEnumerable<int> numbers, CancellationToken cancellationToken = default);

    ValueTask<int> ImportAsync(int steps, IProgress<int>? progress = null);

    [RpcOrdered]
    ValueTask<int> OrderedAsync(int number);

    ValueTask FailAsync();
}
