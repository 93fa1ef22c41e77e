using System;

namespace Ws.Rpc.EndToEnd.Tests.Probe;

/// <summary>Keeps the last report and how many came, and refuses one that does not follow.</summary>
internal sealed class ProbeReports : IProgress<int>
{
    public int Last { get; private set; }

    public int Count { get; private set; }

    /// <summary>Whether a report was not greater than the one before.</summary>
    public bool IsOutOfOrder { get; private set; }

    public void Report(int value)
    {
        IsOutOfOrder |= value <= Last;
        Last = value;
        Count++;
    }
}
