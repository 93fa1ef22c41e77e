using System;
using System.Diagnostics;
using System.Threading;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Diagnostics;

namespace Ws.Rpc.Calls;

/// <summary>
/// One call of ours that awaits its answer. Whoever takes it out of <see cref="PendingCalls"/> owns it, settles it once with a
/// result or a failure, and hands it to <see cref="ReadyCalls"/>, which continues the caller.
/// </summary>
internal abstract class PendingCall : ReadyItem
{
    private protected PendingCall()
    {
    }

    /// <summary>The id on the wire; 0 until filed.</summary>
    public long Id { get; set; }

    public RpcMethod Method { get; private protected set; } = null!;

    /// <summary>Who is told of the caller's cancellation.</summary>
    public IPendingCallOwner Owner { get; set; } = null!;

    /// <summary>The time stamp at which the call is given up; <see cref="long.MaxValue"/> for never.</summary>
    public long Deadline { get; set; }

    /// <summary>
    /// The caller's cancellation. It is set before the call is filed and disposed before the caller continues, so it never fires
    /// for the pooled object's next call.
    /// </summary>
    private CancellationTokenRegistration Cancellation { get; set; }

    /// <summary>Whether the call is given up when no answer comes in time.</summary>
    public virtual bool HasDeadline => !Method.TakesStreams;

    /// <summary>What was begun for the call and is over when it is settled: the streams that it sends.</summary>
    public IDisposable? Attachment { get; set; }

    /// <summary>Who receives the call's progress, where somebody wants it. Set before the call is filed.</summary>
    public CallProgress? Progress { get; set; }

    /// <summary>The call in the caller's trace, where somebody listens. Set before the call is filed.</summary>
    public Activity? Span { get; set; }

    /// <summary>With what the call was settled, if that is a failure.</summary>
    private protected abstract Exception? Failure { get; }

    /// <summary>Lets the caller's token cancel the call. Before it is filed.</summary>
    public void ListenTo(CancellationToken cancellationToken)
    {
        if (cancellationToken.CanBeCanceled)
        {
            Cancellation = cancellationToken.UnsafeRegister(
                static (state, token) => ((PendingCall)state!).Owner.OnCancelled((PendingCall)state, token), this);
        }
    }

    /// <summary>
    /// Settles the call with the JSON of its result, unless it is not exactly one value or does not fit the contract.
    /// </summary>
    public abstract bool TrySetResult(ReadOnlySpan<byte> json);

    /// <summary>Settles the call with the JSON of its result; one that does not fit the contract becomes a failure.</summary>
    public abstract void SetResult(ReadOnlySpan<byte> json);

    /// <summary>Settles the call with a failure.</summary>
    public abstract void SetException(Exception exception);

    /// <summary>Runs the caller's continuation, once the call is settled.</summary>
    public sealed override void Continue()
    {
        // trip 14
        Cancellation.Dispose();
        Cancellation = default;
        Attachment?.Dispose();
        Attachment = null;
        Progress?.Abandon();
        Progress = null;
        EndSpan();
        ContinueCaller();
    }

    private protected abstract void ContinueCaller();

    private void EndSpan()
    {
        if (Span is not { } span)
        {
            return;
        }

        if (Failure is { } failure)
        {
            RpcActivities.Fail(span, failure);
        }

        RpcActivities.End(span);
        Span = null;
    }
}
