using System.Collections.Generic;

namespace Ws.Rpc.Testing.Time;

/// <summary>Timers in the order in which they ring: by time, and those of one time as they were armed.</summary>
internal sealed class TimerOrder : IComparer<FakeTimer>
{
    public int Compare(FakeTimer? x, FakeTimer? y)
    {
        int byTime = x!.Due!.Value.CompareTo(y!.Due!.Value);
        return byTime != 0 ? byTime : x.Sequence.CompareTo(y.Sequence);
    }
}
