using System.Threading;

namespace Ws.Rpc.EndToEnd.Tests.Handshake;

/// <summary>How often a hub was made. Thread-safe.</summary>
internal sealed class DoorState
{
    private int _hubs;

    public int Hubs => Volatile.Read(ref _hubs);

    public void CountHub() => Interlocked.Increment(ref _hubs);
}
