using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;

namespace Ws.Rpc.Testing.Network;

/// <summary>What happened on a network, with times. The oldest is forgotten when it grows long.</summary>
internal sealed class NetworkLog(TimeProvider time)
{
    private const int MaxLines = 10_000;

    private readonly long _start = time.GetTimestamp();

    // Guards _lines.
    private readonly Lock _gate = new();
    private readonly Queue<string> _lines = new();

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    public void Add(string what)
    {
        double seconds = time.GetElapsedTime(_start).TotalSeconds;
        lock (_gate)
        {
            _lines.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{seconds,9:F3} s  {what}"));
            if (_lines.Count > MaxLines)
            {
                _lines.Dequeue();
            }
        }
    }
}
