using System;
using System.Diagnostics.Metrics;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.EndToEnd.Tests.Streams;

/// <summary>What the public instrument says of the streams that live.</summary>
internal sealed class LiveStreams : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _live;
    private long _seen;

    public LiveStreams()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Ws.Rpc" && instrument.Name == "ws_rpc.active_streams")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, change, _, _) =>
        {
            Interlocked.Add(ref _live, change);
            Interlocked.Increment(ref _seen);
        });
        _listener.Start();
    }

    public long Live => Interlocked.Read(ref _live);

    public long Seen => Interlocked.Read(ref _seen);

    public static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    public void Dispose() => _listener.Dispose();
}
