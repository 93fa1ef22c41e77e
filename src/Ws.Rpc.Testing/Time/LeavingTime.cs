using System;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.Testing.Time;

/// <summary>Lets a fake clock go on while a server stops, so that the deadlines of leaving pass.</summary>
internal static class LeavingTime
{
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(5);

    public static async Task PassAsync(TimeProvider time, Task leaving)
    {
        if (time is FakeClock clock)
        {
            using var pause = new PeriodicTimer(s_pause, TimeProvider.System);
            while (!leaving.IsCompleted && await pause.WaitForNextTickAsync(CancellationToken.None).ConfigureAwait(false))
            {
                clock.Advance(s_step);
            }
        }

        await leaving.ConfigureAwait(false);
    }
}
