using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.Interop.Tests;

/// <summary>Lets calls go on only when all of them are there: only calls that overlap ever meet.</summary>
public sealed class Meeting
{
    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _present;

    /// <summary>Arrives; the result is the number of arrivals, when all are there.</summary>
    public async Task<int> ArriveAsync(int expected)
    {
        if (Interlocked.Increment(ref _present) == expected)
        {
            _complete.SetResult();
        }

        await _complete.Task;
        return expected;
    }
}
