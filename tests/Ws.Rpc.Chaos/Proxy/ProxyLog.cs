using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Threading;

namespace Ws.Rpc.Chaos.Proxy;

/// <summary>What the proxy did last, with times: what a failing test shows beside its seed.</summary>
internal sealed class ProxyLog
{
    private const int MaxLines = 2_000;

    private readonly long _start = Stopwatch.GetTimestamp();

    // Guards _lines.
    private readonly Lock _gate = new();
    private readonly Queue<string> _lines = new();

    public void Add(string line)
    {
        double seconds = Stopwatch.GetElapsedTime(_start).TotalSeconds;
        lock (_gate)
        {
            _lines.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{seconds,9:F3} s  {line}"));
            if (_lines.Count > MaxLines)
            {
                _lines.Dequeue();
            }
        }
    }

    public override string ToString()
    {
        lock (_gate)
        {
            return string.Join(Environment.NewLine, _lines);
        }
    }
}
