using System;

namespace Ws.Rpc.Tests;

/// <summary>Counts what this thread allocates.</summary>
internal static class Allocation
{
    private const int Times = 5;

    /// <summary>
    /// The bytes of the best of some runs: a collection that empties the framework's caches, or the compiler that begins to
    /// optimise, spoils one run and not all of them.
    /// </summary>
    public static long LeastOf(Action run)
    {
        long least = long.MaxValue;
        for (int i = 0; i < Times && least > 0; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            run();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
