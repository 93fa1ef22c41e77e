using System;
using System.Collections.Concurrent;

namespace Ws.Rpc.Interop.Tests;

/// <summary>Keeps the reports in the order in which it was given them.</summary>
internal sealed class Reports<T> : IProgress<T>
{
    public ConcurrentQueue<T> All { get; } = new();

    public void Report(T value) => All.Enqueue(value);
}
