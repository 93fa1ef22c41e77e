using System;
using System.Threading.Tasks;

namespace Ws.Rpc.EndToEnd.Tests.Guards;

internal sealed class DirectProgress(TaskCompletionSource<int> reported) : IProgress<int>
{
    public void Report(int value) => reported.TrySetResult(value);
}
