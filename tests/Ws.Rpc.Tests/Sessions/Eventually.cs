using System;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.Tests.Sessions;

/// <summary>For what is over a moment after its answer was heard: the answer leaves before the call is cleared away.</summary>
internal static class Eventually
{
    public static async Task ZeroAsync(Func<int> count)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (count() != 0)
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
