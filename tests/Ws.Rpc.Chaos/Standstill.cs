using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Linq;
using System.Threading;

namespace Ws.Rpc.Chaos;

/// <summary>
/// Measures for how long the machine stood still, as a virtual one does that is not scheduled: nobody can be in time meanwhile.
/// A thread of its own that wakes up late tells it; a pool that is busy does not.
/// </summary>
internal sealed class Standstill : IDisposable
{
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan s_least = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentQueue<(TimeSpan From, TimeSpan To)> _gaps = new();
    private readonly ManualResetEventSlim _ends = new();
    private readonly Thread _thread;

    public Standstill()
    {
        _thread = new Thread(Watch) { IsBackground = true, Priority = ThreadPriority.AboveNormal };
        _thread.Start();
    }

    /// <summary>How long it stood still between two times since the start of the clock.</summary>
    public TimeSpan Between(TimeSpan from, TimeSpan to) => new(_gaps.Sum(gap =>
        Math.Max(0, (Min(gap.To, to) - Max(gap.From, from)).Ticks)));

    /// <summary>How long it stood still since a time.</summary>
    public TimeSpan Since(TimeSpan from) => Between(from, TimeSpan.MaxValue);

    public void Dispose()
    {
        _ends.Set();
        _thread.Join();
        _ends.Dispose();
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private void Watch()
    {
        TimeSpan last = Stopwatch.GetElapsedTime(0);
        while (!_ends.Wait(s_tick))
        {
            TimeSpan now = Stopwatch.GetElapsedTime(0);
            if (now - last > s_least)
            {
                _gaps.Enqueue((last, now));
            }

            last = now;
        }
    }
}
