using System;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.EndToEnd.Tests.Hosting;

namespace Ws.Rpc.EndToEnd.Tests.Guards;

internal static class Eventually
{
    /// <summary>Repeats a call that is refused until it passes, for a bounded time.</summary>
    public static async Task SucceedsAsync(Func<Task> call)
    {
        using var limit = new CancellationTokenSource(Bounded.Limit, TimeProvider.System);
        while (true)
        {
            try
            {
                await call().Within();
                return;
            }
            catch (RpcException) when (!limit.IsCancellationRequested)
            {
                await Task.Yield();
            }
        }
    }
}
