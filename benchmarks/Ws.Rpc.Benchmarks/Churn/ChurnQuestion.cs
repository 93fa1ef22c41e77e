using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Benchmarks.Contenders;

namespace Ws.Rpc.Benchmarks.Churn;

/// <summary>
/// Whether anything stays on the server of clients that connect, join, call and vanish: half of them by abort in the middle of a
/// call, and half of all with a session that would be kept for them.
/// </summary>
internal static class ChurnQuestion
{
    private const int Cycles = 100_000;
    private const int Lanes = 16;

    // Longer than a lost session is kept.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private static readonly string[] s_counts = ["connections", "rooms", "calls", "kept"];

    public static async Task RunAsync(RunSettings settings)
    {
        int cycles = settings.Cycles ?? Cycles;
        await using ServerProcess server = await ServerProcess.StartAsync();

        // As many as are measured: tables do not shrink, and have room for as many sessions as are kept at once then.
        await VisitAsync(server.Address, cycles);
        await UntilQuietAsync(server);
        long before = await HeapAsync(server);
        long timersBefore = await server.AskAsync("/timers");

        long start = Stopwatch.GetTimestamp();
        await VisitAsync(server.Address, cycles);
        TimeSpan time = Stopwatch.GetElapsedTime(start);
        TimeSpan quiet = await UntilQuietAsync(server);
        long behind = await HeapAsync(server);
        long timers = await server.AskAsync("/timers");

        await Console.Out.WriteLineAsync(
            "| cycles | a second | heap KB before | behind | ratio | goal | connections, rooms, calls, kept | all 0 after s | timers |");
        await Console.Out.WriteLineAsync("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"| {cycles:N0} | {cycles / time.TotalSeconds:N0} | {before / 1e3:N0} | {behind / 1e3:N0} "
            + $"| {(double)behind / before:F3} | ≤ 1.050 | 0, 0, 0, 0 | {quiet.TotalSeconds:F1} | {timersBefore} → {timers} |"));
    }

    private static async Task VisitAsync(Uri server, int cycles)
    {
        int next = 0;
        await Task.WhenAll(Enumerable.Range(0, Lanes).Select(_ => Task.Run(async () =>
        {
            for (int cycle = Interlocked.Increment(ref next); cycle <= cycles; cycle = Interlocked.Increment(ref next))
            {
                await Visitor.ComeAndGoAsync(server, hasSession: cycle % 4 >= 2, aborts: cycle % 2 == 0);
            }
        })));
    }

    /// <summary>Waits until nothing lives, and gives the time that it took.</summary>
    private static async Task<TimeSpan> UntilQuietAsync(ServerProcess server)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            long[] counts = await Task.WhenAll(s_counts.Select(name => server.AskAsync("/live/" + name)));
            TimeSpan waited = Stopwatch.GetElapsedTime(start);
            if (Array.TrueForAll(counts, static count => count == 0))
            {
                return waited;
            }

            if (waited > s_patience)
            {
                throw new InvalidOperationException($"Left: {string.Join(", ", s_counts.Zip(counts))}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }
    }

    // Pools let go of what they hold for too long at a collection, and so there are several.
    private static async Task<long> HeapAsync(ServerProcess server)
    {
        long least = long.MaxValue;
        for (int i = 0; i < 5; i++)
        {
            least = Math.Min(least, await server.HeapAsync());
        }

        return least;
    }
}
