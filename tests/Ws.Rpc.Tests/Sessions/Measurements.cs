using System;
using System.Collections.Generic;
using System.Diagnostics.Metrics;
using System.Linq;
using Ws.Rpc.Diagnostics;

namespace Ws.Rpc.Tests.Sessions;

/// <summary>Counts what one instrument measures; tests that use it do not run beside others.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly List<string> _tags = [];

    public Measurements(string instrument)
    {
        _listener.InstrumentPublished = (published, listener) =>
        {
            if (published.Meter.Name == RpcMeter.Name && published.Name == instrument)
            {
                listener.EnableMeasurementEvents(published);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            lock (_tags)
            {
                _tags.Add((string)tags[0].Value!);
            }
        });
        _listener.Start();
    }

    public int Count(string tag)
    {
        lock (_tags)
        {
            return _tags.Count(other => other == tag);
        }
    }

    public void Dispose() => _listener.Dispose();
}
