using System;
using System.Collections.Concurrent;

namespace Ws.Rpc.Tests.Sessions;

/// <summary>Keeps the reports in the order in which it was given them, and does what the test says in each.</summary>
internal sealed class Reports<T> : IProgress<T>
{
    public ConcurrentQueue<T> All { get; } = new();

    public Action<T> OnReport { get; set; } = static _ => { };

    public void Report(T value)
    {
        All.Enqueue(value);
        OnReport(value);
    }
}
