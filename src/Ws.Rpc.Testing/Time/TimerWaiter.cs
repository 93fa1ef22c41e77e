using System.Threading.Tasks;

namespace Ws.Rpc.Testing.Time;

/// <summary>Someone who waits until a timer is due within a number of ticks.</summary>
internal sealed class TimerWaiter(long within) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public long Within => within;
}
