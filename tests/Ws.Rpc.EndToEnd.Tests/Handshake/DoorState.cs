using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.EndToEnd.Tests.Hosting;

namespace Ws.Rpc.EndToEnd.Tests.Handshake;

/// <summary>How often a hub was made. Thread-safe.</summary>
internal sealed class DoorState
{
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _hubs;

    public int Hubs => Volatile.Read(ref _hubs);

    public Task FirstHub => _first.Task.Within();

    public void CountHub()
    {
        Interlocked.Increment(ref _hubs);
        _first.TrySetResult();
    }
}
