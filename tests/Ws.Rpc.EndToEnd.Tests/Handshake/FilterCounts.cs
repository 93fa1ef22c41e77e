using System.Threading;

namespace Ws.Rpc.EndToEnd.Tests.Handshake;

/// <summary>What became of the filters of a host. Thread-safe.</summary>
internal sealed class FilterCounts
{
    private int _registered;
    private int _disposed;

    public int Registered => Volatile.Read(ref _registered);

    public int Disposed => Volatile.Read(ref _disposed);

    public void CountRegistered() => Interlocked.Increment(ref _registered);

    public void CountDisposed() => Interlocked.Increment(ref _disposed);
}
