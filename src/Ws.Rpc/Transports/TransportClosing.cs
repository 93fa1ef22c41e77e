using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.Transports;

/// <summary>
/// How a connection comes to its end: by our close frame, the peer's, a violation, a loss or an abort, each within a deadline. It
/// is disposed, and TCP with it, before anybody is told that it is over.
/// </summary>
internal sealed class TransportClosing(IClosableFraming framing, TransportOptions options, TimeProvider time)
{
    private static readonly TransportClosure s_aborted = new(
        TransportClosureKind.Local, TransportClosure.NoCloseFrame, "The connection was aborted.");

    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Guards all fields below. The first closure wins. A receive that is under way when the closing begins goes on to read up to
    // the peer's close frame; otherwise whoever closes does, and no new receive starts: never two at once.
    private readonly Lock _gate = new();
    private TransportClosure? _closure;
    private TaskCompletionSource? _drained;
    private bool _receiving;
    private bool _over;
    private Task _closing = Task.CompletedTask;
    private ITimer? _lingering;

    public Task Ended => _ended.Task;

    public TransportClosure Closure
    {
        get
        {
            lock (_gate)
            {
                return _closure ?? throw new InvalidOperationException("The connection is still open.");
            }
        }
    }

    /// <summary><c>false</c>: the closing has begun, and there is nothing to do but to wait for its end.</summary>
    public bool TryStartReceiving()
    {
        lock (_gate)
        {
            if (_receiving && _closure is null)
            {
                throw new InvalidOperationException("A receive is already pending.");
            }

            _receiving |= _closure is null;
            return _closure is null;
        }
    }

    /// <summary><c>false</c>: the closing has begun, and this receive has to finish it.</summary>
    public bool TryStopReceiving()
    {
        lock (_gate)
        {
            _receiving &= _closure is not null;
            return _closure is null;
        }
    }

    public async ValueTask CloseAsync(int code, string reason, TimeSpan timeout)
    {
        CloseFrame.ThrowIfNotSendable(code);
        using ITimer deadline = StartDeadline(timeout, s_aborted);
        TransportClosure closure = new(TransportClosureKind.Local, code, CloseFrame.CutReason(reason));
        if (TryBegin(closure, out bool receiving))
        {
            Task closing = SendAndDrainAsync(closure, receiving);
            lock (_gate)
            {
                _closing = closing;
            }
        }

        await _ended.Task.ConfigureAwait(false);
    }

    /// <summary>Ends what a receive that delivers no message has come upon.</summary>
    public async Task FinishReceivingAsync(ReceiveOutcome outcome, TransportClosure closure)
    {
        if (!TryBegin(closure, out _))
        {
            if (outcome is not (ReceiveOutcome.CloseFrame or ReceiveOutcome.Failed))
            {
                await DrainAsync().ConfigureAwait(false);
            }

            _drained?.TrySetResult();
            await _ended.Task.ConfigureAwait(false);
            return;
        }

        using ITimer deadline = StartDeadline(options.LingerTimeout, closure);
        if (outcome == ReceiveOutcome.CloseFrame)
        {
            await SendCloseAsync(closure.CloseCode, string.Empty).ConfigureAwait(false);
        }
        else if (outcome != ReceiveOutcome.Failed)
        {
            await SendAndDrainAsync(closure, receiving: false).ConfigureAwait(false);
        }
        else if (closure.Kind == TransportClosureKind.Violation)
        {
            await TellViolationAsync(closure).ConfigureAwait(false);
        }

        End(abort: false);
    }

    /// <summary>Ends a connection whose peer does not come to the end of a message, whose receive still waits.</summary>
    public void RefuseLateMessage()
    {
        TransportClosure closure = TransportClosure.OfLateMessage(options.MessageTimeout);
        if (TryBegin(closure, out bool receiving))
        {
            Task closing = RefuseAsync(closure, receiving);
            lock (_gate)
            {
                _closing = closing;
            }
        }
    }

    public void Abort() => Abort(s_aborted);

    /// <summary>The same for another reason than the user's.</summary>
    public void AbortAsLost(Exception failure) => Abort(new TransportClosure(
        TransportClosureKind.Lost, TransportClosure.NoCloseFrame, TransportClosure.LostDescription, failure));

    /// <summary>Gives the reading side time to learn why a write failed, and makes sure that it ends.</summary>
    public IOException LingerAfter(Exception failure)
    {
        TransportClosure lost = new(
            TransportClosureKind.Lost, TransportClosure.NoCloseFrame, "The connection was lost while sending.", failure);
        lock (_gate)
        {
            if (_closure is null)
            {
                _lingering ??= StartDeadline(options.LingerTimeout, lost);
            }
        }

        return new IOException("The message could not be sent: the connection is over.", failure);
    }

    public async ValueTask DisposeAsync()
    {
        Abort(s_aborted);
        Task closing;
        lock (_gate)
        {
            closing = _closing;
        }

        await closing.ConfigureAwait(false);
    }

    private async Task RefuseAsync(TransportClosure closure, bool receiving)
    {
        using ITimer deadline = StartDeadline(options.LingerTimeout, closure);
        await SendAndDrainAsync(closure, receiving).ConfigureAwait(false);
    }

    private async Task SendAndDrainAsync(TransportClosure closure, bool receiving)
    {
        if (await SendCloseAsync(closure.CloseCode, closure.Description).ConfigureAwait(false))
        {
            await (receiving ? _drained!.Task : DrainAsync()).ConfigureAwait(false);
        }

        End(abort: false);
    }

    private async Task<bool> SendCloseAsync(int code, string reason)
    {
        try
        {
            await framing.SendCloseAsync(code, reason).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (SocketFailure.IsExpected(e))
        {
            Note(e);
            return false;
        }
    }

    private async Task DrainAsync()
    {
        try
        {
            if (!await framing.DiscardAsync().ConfigureAwait(false))
            {
                Abort(s_aborted);
            }
        }
        catch (Exception e) when (SocketFailure.IsExpected(e))
        {
            Note(e);
        }
    }

    private async Task TellViolationAsync(TransportClosure closure)
    {
        try
        {
            await framing.TellViolationAsync(closure).ConfigureAwait(false);
        }
        catch (Exception e) when (SocketFailure.IsExpected(e))
        {
            Note(e);
        }
    }

    private bool TryBegin(TransportClosure closure, out bool receiving)
    {
        lock (_gate)
        {
            receiving = _receiving;
            bool first = _closure is null;
            _closure ??= closure;
            if (first && receiving)
            {
                _drained = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            return first;
        }
    }

    private void Note(Exception failure)
    {
        lock (_gate)
        {
            if (_closure is { Exception: null })
            {
                _closure = _closure with { Exception = failure };
            }
        }
    }

    private ITimer StartDeadline(TimeSpan timeout, TransportClosure closure) => time.CreateTimer(
        static state =>
        {
            (TransportClosing closing, TransportClosure closure) = ((TransportClosing, TransportClosure))state!;
            closing.Abort(closure);
        },
        (this, closure),
        timeout,
        Timeout.InfiniteTimeSpan);

    private void Abort(TransportClosure closure)
    {
        TryBegin(closure, out _);
        End(abort: true);
    }

    // Once it is over the host may reuse what stands behind the socket, so nothing touches it twice.
    private void End(bool abort)
    {
        ITimer? lingering;
        lock (_gate)
        {
            if (_over)
            {
                return;
            }

            _over = true;
            (lingering, _lingering) = (_lingering, null);
        }

        lingering?.Dispose();
        framing.End(abort);
        _drained?.TrySetResult();
        _ended.TrySetResult();
    }
}
