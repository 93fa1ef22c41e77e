using System;
using System.Diagnostics;
using System.Threading.Tasks;
using Xunit;

namespace Ws.Rpc.Chaos;

/// <summary>Waits for what is about to become true, and no longer than a bound.</summary>
internal static class Eventually
{
    public static async Task BecomesTrueAsync(Func<bool> condition, string what, TimeSpan? within = null)
    {
        TimeSpan limit = within ?? Bounded.Limit;
        long start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(start) > limit)
            {
                Assert.Fail($"Within {limit} it did not come true: {what}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }
    }
}
