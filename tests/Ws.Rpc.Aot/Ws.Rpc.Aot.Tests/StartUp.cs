using System;
using System.Diagnostics;
using System.Threading.Tasks;

namespace Ws.Rpc.Aot.Tests;

/// <summary>How long a program takes from its start to the first line that it writes; the best of some times.</summary>
internal static class StartUp
{
    private const int Times = 5;

    public static async Task<TimeSpan> MeasureAsync(string[] command)
    {
        TimeSpan best = TimeSpan.MaxValue;
        for (int i = 0; i < Times; i++)
        {
            long begin = Stopwatch.GetTimestamp();
            using Process process = Command.Start(PublishedPrograms.RepositoryRoot, command);
            try
            {
                await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
                TimeSpan taken = Stopwatch.GetElapsedTime(begin);
                best = taken < best ? taken : best;
            }
            finally
            {
                Command.Kill(process);
            }
        }

        return best;
    }
}
