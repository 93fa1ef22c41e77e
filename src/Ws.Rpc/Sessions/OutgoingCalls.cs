using System;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using Ws.Rpc.Calls;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Connections;
using Ws.Rpc.Diagnostics;
using Ws.Rpc.Streams;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Sessions;

/// <summary>
/// Our calls, from filing to their one end: an answer, a failure to send, the caller's cancellation, the deadline or the loss of
/// the peer, whichever takes the call out of the table. Thread-safe.
/// </summary>
internal sealed class OutgoingCalls : IPendingCallOwner, IDisposable
{
    private readonly RpcSession _session;
    private readonly SessionOptions _options;
    private readonly PendingCalls _pending;
    private readonly AbandonedStreams _abandoned;
    private readonly CallDeadlines _deadlines;
    private readonly ProgressTokens _progress = new();

    public OutgoingCalls(RpcSession session)
    {
        _session = session;
        _options = session.Options;
        Callers = new ReadyCalls(session.Flush);
        _pending = new PendingCalls(_options.IsServer, _options.MaxOutstandingCalls);
        _abandoned = new AbandonedStreams(session, _options.MaxOutstandingCalls);
        Answers = new ReceivedAnswers(session, _pending, _abandoned, Callers);
        _deadlines = new CallDeadlines(_pending, _options.Time, GiveUp);
        _pending.Close(static () => new RpcConnectionException("There is no connection.") { IsUnsent = true });
    }

    /// <summary>How many calls await the peer's answer.</summary>
    public int Count => _pending.Count;

    /// <summary>What becomes of the peer's answers.</summary>
    public ReceivedAnswers Answers { get; }

    /// <summary>Those who waited and can go on: the callers of answered calls, and whoever waits for a stream.</summary>
    public ReadyCalls Callers { get; }

    public void Open() => _pending.Open();

    /// <summary>Files the call, writes it and sends it. Every failure is the call's.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever a codec throws belongs to the caller's task.")]
    public void Begin<TArguments>(
        PendingCall call, in TArguments arguments, CancellationToken cancellationToken, StreamRequest? stream = null)
        where TArguments : struct, IRpcArguments
    {
        // trip 3
        RpcMethod method = call.Method;
        StreamArguments? streams = method.TakesStreams ? _session.Streams.ForArguments(method) : null;
        call.Attachment = streams;
        CallProgress? progress = arguments is IRpcTokenArguments ? new CallProgress(_progress, method, _options.Logger) : null;
        call.Progress = progress;
        call.Span = RpcActivities.StartClient(method.Name);
        Activity? trace = call.Span ?? Activity.Current;
        if (!TryFile(call, cancellationToken))
        {
            return;
        }

        // From here on the call may be settled and re-used by another thread at any moment: only its id is ours.
        long id = call.Id;
        MessageBuffer message = MessageBuffer.Rent();
        try
        {
            RequestWriter.Write(message, id, method, arguments, progress, streams);
            stream?.WriteTo(message);
            TraceWriter.Write(message, trace);
        }
        catch (Exception exception)
        {
            message.Release();
            Fail(id, exception);
            return;
        }

        Send(message, id, SessionProtocol.ClassOf(method), cancellationToken);
    }

    /// <summary>Hands a report of progress to whoever listens to its token; an unknown one is ignored.</summary>
    public void Report(in Envelope report)
    {
        if (ProgressReader.TryRead(report.Params, out long token, out ReadOnlySpan<byte> value))
        {
            _progress.Find(token)?.Receive(value);
        }
    }

    /// <summary>The call with this id, while it awaits its answer.</summary>
    public PendingCall? Find(RequestId id) => id.TryGetNumber(out long number) ? _pending.Find(number) : null;

    /// <summary>Gives up a request for a stream whose consumer has gone already, and asks the peer to cancel it.</summary>
    /// <returns>Whether it still awaited its answer.</returns>
    public bool Abandon(StreamAnswer call)
    {
        // Before it is taken out, so that its answer is expected at any time.
        long id = call.Id;
        if (call.Receiver is not null)
        {
            _abandoned.Add(id);
        }

        if (!_pending.TryTake(id, out PendingCall? taken))
        {
            _abandoned.Remove(id);
            return false;
        }

        taken.Continue();
        SendCancel(id);
        return true;
    }

    /// <summary>Ends all calls, and new ones until <see cref="Open"/>.</summary>
    /// <param name="reason">What becomes of those that await their answers.</param>
    /// <param name="refusal">What becomes of new ones.</param>
    public void Close(Func<Exception> reason, Func<Exception> refusal)
    {
        foreach (PendingCall call in _pending.Close(refusal))
        {
            call.SetException(reason());
            Callers.Add(call);
        }

        _abandoned.Clear();
        Callers.Schedule();
    }

    public void Dispose() => _deadlines.Dispose();

    void IPendingCallOwner.OnCancelled(PendingCall call, CancellationToken cancellationToken)
    {
        long id = call.Id;
        if (_pending.TryTake(id, out PendingCall? taken))
        {
            taken.SetException(new OperationCanceledException(cancellationToken));
            Callers.Add(taken);
            Callers.Schedule();
            SendCancel(id);
        }
    }

    private bool TryFile(PendingCall call, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            Refuse(call, new OperationCanceledException(cancellationToken));
            return false;
        }

        long deadline = call.HasDeadline ? _deadlines.DeadlineAfter(_options.CallTimeout) : long.MaxValue;
        call.Owner = this;
        call.Deadline = deadline;
        call.ListenTo(cancellationToken);
        if (!_pending.TryAdd(call, out Exception? refusal))
        {
            Refuse(call, refusal);
            return false;
        }

        _deadlines.Watch(deadline);

        // A call of ours that waits for the peer gives up its place among the peer's running ones.
        _session.Calls.Schedule();
        return true;
    }

    private void Send(MessageBuffer message, long id, MessageClass kind, CancellationToken cancellationToken)
    {
        if (kind != MessageClass.Required)
        {
            _session.Continuity.Exempt(id);
        }

        OutboxResult sent = kind == MessageClass.Required
            ? _session.Sender.Send(message)
            : _session.Sender.SendControl(message, kind);
        if (sent != OutboxResult.Accepted)
        {
            Fail(id, SendFailure.Of(sent));
        }
        else if (cancellationToken.IsCancellationRequested)
        {
            // The token may have fired before the call was filed, when nobody could take it, or before the request was sent, and
            // its $/cancelRequest overtaken it.
            Fail(id, new OperationCanceledException(cancellationToken));
            SendCancel(id);
        }
    }

    // Nobody awaits the call yet, so that its continuation need not be sent to the pool.
    private static void Refuse(PendingCall call, Exception reason)
    {
        call.SetException(reason);
        call.Continue();
    }

    private void Fail(long id, Exception reason)
    {
        if (_pending.TryTake(id, out PendingCall? call))
        {
            Refuse(call, reason);
        }
    }

    private void GiveUp(PendingCall call)
    {
        long id = call.Id;
        call.SetException(new RpcTimeoutException(call.Method.Name, _options.CallTimeout));
        Callers.Add(call);
        Callers.Schedule();
        SendCancel(id);
    }

    private void SendCancel(long id)
    {
        MessageBuffer message = MessageBuffer.Rent();
        EnvelopeWriter.WriteCancel(message, id);
        _session.Sender.Send(message);
    }
}
