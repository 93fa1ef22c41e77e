using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics.Metrics;

namespace Ws.Rpc.Benchmarks.Churn;

/// <summary>What the public instruments say of what lives in this process, from its beginning. Thread-safe.</summary>
internal static class LiveCounts
{
    private static readonly ConcurrentDictionary<string, long> s_counts = new();
    private static readonly MeterListener s_listener = new();

    public static void Listen()
    {
        s_listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument is { Meter.Name: "Ws.Rpc", Name: not "ws_rpc.active_streams" } and UpDownCounter<long>)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        s_listener.SetMeasurementEventCallback<long>(static (instrument, change, _, _) =>
            s_counts.AddOrUpdate(instrument.Name, change, (_, count) => count + change));
        s_listener.Start();
    }

    public static long Of(string instrument) => s_counts.GetValueOrDefault(instrument);
}
