using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.JavaScript.Tests.Hosting;

/// <summary>What the hub calls on the JavaScript client.</summary>
[RpcCallback]
public interface ITestClient
{
    ValueTask AnnouncedAsync(string text);

    ValueTask NumberedAsync(int number);

    ValueTask<bool> ConfirmAsync(string question, CancellationToken cancellationToken = default);

    ValueTask<int> ClimbAsync(int depth);

    IAsyncEnumerable<int> ReadAsync(int to);

    ValueTask<long> TotalAsync(IAsyncEnumerable<int> numbers);

    ValueTask<int> StepAsync(int steps, IProgress<int>? progress = null);
}
