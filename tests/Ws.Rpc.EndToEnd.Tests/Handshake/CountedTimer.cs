using System;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.EndToEnd.Tests.Handshake;

/// <summary>A timer that tells of its end.</summary>
internal sealed class CountedTimer(ITimer timer, Action onDisposed) : ITimer
{
    private int _disposed;

    public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(dueTime, period);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            onDisposed();
            timer.Dispose();
        }
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }
}
