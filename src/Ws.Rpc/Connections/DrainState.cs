using System.Threading.Tasks;

namespace Ws.Rpc.Connections;

/// <summary>Whether an <see cref="Outbox"/> is being drained, and who waits until it is not. Used under its gate.</summary>
internal sealed class DrainState
{
    private TaskCompletionSource? _idle;

    public bool IsRunning { get; set; }

    /// <summary>Completes when none runs.</summary>
    public Task WhenIdle() => IsRunning
        ? (_idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task
        : Task.CompletedTask;

    public void End()
    {
        IsRunning = false;
        _idle?.TrySetResult();
        _idle = null;
    }
}
