using System.Threading.Tasks;

namespace Ws.Rpc.Testing.Network;

/// <summary>Wakes who waits for the next change. Used under its owner's lock, except for the awaiting.</summary>
internal sealed class Signal
{
    private TaskCompletionSource? _next;

    public Task NextLocked() =>
        (_next ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void RaiseLocked()
    {
        _next?.SetResult();
        _next = null;
    }
}
