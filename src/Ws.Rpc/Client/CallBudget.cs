using System;
using System.Threading;

namespace Ws.Rpc.Client;

/// <summary>What is left of a call's time, its waiting for a connection included, beside its caller's cancellation.</summary>
internal sealed class CallBudget : IDisposable
{
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource? _deadline;
    private readonly CancellationTokenSource? _either;

    /// <param name="left">How much is left.</param>
    /// <param name="time">The clock.</param>
    /// <param name="caller">Cancels, too.</param>
    public CallBudget(TimeSpan left, TimeProvider time, CancellationToken caller)
    {
        _caller = caller;
        if (left != Timeout.InfiniteTimeSpan)
        {
            _deadline = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
            _either = CancellationTokenSource.CreateLinkedTokenSource(caller, _deadline.Token);
        }
    }

    /// <summary>Fires when the time is up or the caller cancels.</summary>
    public CancellationToken Token => _either?.Token ?? _caller;

    /// <summary>Whether it was the time.</summary>
    public bool IsSpent => _deadline is { IsCancellationRequested: true } && !_caller.IsCancellationRequested;

    public void Dispose()
    {
        _either?.Dispose();
        _deadline?.Dispose();
    }
}
