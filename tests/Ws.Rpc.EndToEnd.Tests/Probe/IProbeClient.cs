using System;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.EndToEnd.Tests.Probe;

[RpcCallback]
public interface IProbeClient
{
    ValueTask ToldAsync(string text);

    ValueTask<bool> ConfirmAsync(string question, CancellationToken cancellationToken = default);

    ValueTask<int> NestAsync(int depth);

    ValueTask<int> WalkAsync(int steps, IProgress<int>? progress = null);
}
