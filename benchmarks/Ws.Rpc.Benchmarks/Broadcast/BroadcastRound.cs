using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;

namespace Ws.Rpc.Benchmarks.Broadcast;

/// <summary>Broadcasts for a while, one behind the other, each of so many messages of so many bytes.</summary>
internal sealed class BroadcastRound(Audience audience, int messages, int bytes)
{
    public async Task<BroadcastMeasurement> RunAsync(TimeSpan duration)
    {
        List<double> last = [];
        List<double> each = [];
        TimeSpan cpuBefore = await audience.Server.CpuTimeAsync();
        long bytesBefore = await audience.Server.AllocatedAsync();
        long start = Stopwatch.GetTimestamp();
        while (last.Count == 0 || Stopwatch.GetElapsedTime(start) < duration)
        {
            long sent = Stopwatch.GetTimestamp();
            last.Add((await audience.BroadcastAsync(messages, bytes)).TotalMilliseconds);
            if (messages == 1)
            {
                Add(each, sent);
            }
        }

        TimeSpan cpu = await audience.Server.CpuTimeAsync() - cpuBefore;
        long allocated = await audience.Server.AllocatedAsync() - bytesBefore;
        double deliveries = (double)last.Count * messages * audience.Readers;
        return new BroadcastMeasurement(
            deliveries / last.Sum() * 1_000,
            At(last, 0.5),
            messages == 1 ? At(each, 0.99) : double.NaN,
            cpu.TotalMicroseconds / deliveries,
            allocated / deliveries);
    }

    private void Add(List<double> latencies, long sent)
    {
        foreach (long time in audience.Deliveries.Times)
        {
            latencies.Add(Stopwatch.GetElapsedTime(sent, time).TotalMilliseconds);
        }
    }

    private static double At(List<double> values, double part)
    {
        values.Sort();
        return values[(int)(values.Count * part)];
    }
}
