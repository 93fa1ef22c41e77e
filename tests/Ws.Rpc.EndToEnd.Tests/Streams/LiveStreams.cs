using System;
using System.Collections.Generic;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.EndToEnd.Tests.Hosting;

namespace Ws.Rpc.EndToEnd.Tests.Streams;

/// <summary>What the public instrument says of the streams of this process, from its beginning.</summary>
internal static class LiveStreams
{
    private static readonly MeterListener s_listener = new();
    private static long s_sending;
    private static long s_receiving;
    private static long s_begun;

    /// <summary>How many are being sent now.</summary>
    public static long Sending => Interlocked.Read(ref s_sending);

    /// <summary>How many are being received now.</summary>
    public static long Receiving => Interlocked.Read(ref s_receiving);

    /// <summary>How many there are now, of either kind.</summary>
    public static long All => Sending + Receiving;

    /// <summary>How many were ever begun by their senders.</summary>
    public static long Begun => Interlocked.Read(ref s_begun);

    public static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Bounded.Limit);
        while (!condition())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    // Who begins to listen later would take the ends of older streams for those of newer ones.
    [ModuleInitializer]
    internal static void Listen()
    {
        s_listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Ws.Rpc" && instrument.Name == "ws_rpc.active_streams")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        s_listener.SetMeasurementEventCallback<long>(static (_, change, tags, _) => Count(change, tags));
        s_listener.Start();
    }

    private static void Count(long change, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags[0].Value is not "sending")
        {
            Interlocked.Add(ref s_receiving, change);
            return;
        }

        Interlocked.Add(ref s_sending, change);
        Interlocked.Add(ref s_begun, Math.Max(change, 0));
    }
}
