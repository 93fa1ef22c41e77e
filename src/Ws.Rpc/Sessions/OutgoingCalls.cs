using System;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
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
    private readonly ReadyCalls _ready;
    private readonly CallDeadlines _deadlines;

    public OutgoingCalls(RpcSession session)
    {
        _session = session;
        _options = session.Options;
        _ready = new ReadyCalls(session.Flush);
        _pending = new PendingCalls(_options.IsServer, _options.MaxOutstandingCalls);
        _deadlines = new CallDeadlines(_pending, _options.Time, GiveUp);
        _pending.Close(static () => new RpcConnectionException("There is no connection."));
    }

    /// <summary>How many calls await the peer's answer.</summary>
    public int Count => _pending.Count;

    /// <summary>
    /// Whether this thread is continuing callers and more are to follow, so that what it sends can wait for them.
    /// </summary>
    public bool IsContinuing => _ready.IsContinuing;

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
        if (!TryFile(call, cancellationToken))
        {
            return;
        }

        // From here on the call may be settled and re-used by another thread at any moment: only its id is ours.
        long id = call.Id;
        MessageBuffer message = MessageBuffer.Rent();
        try
        {
            EnvelopeWriter.WriteRequestHead(message, id, method.EncodedName, method.SendsByName);
            arguments.Write(new RpcWriter(message, streams));
            EnvelopeWriter.WriteArgumentsTail(message, method.SendsByName);
            stream?.WriteTo(message);
        }
        catch (Exception exception)
        {
            message.Release();
            Fail(id, exception);
            return;
        }

        OutboxResult sent = _session.Send(message);
        if (sent != OutboxResult.Accepted)
        {
            Fail(id, RpcSession.SendFailure(sent));
        }
        else if (cancellationToken.IsCancellationRequested)
        {
            // The token may have fired before the call was filed, when nobody could take it, or before the request was sent, and
            // its $/cancelRequest overtaken it.
            Fail(id, new OperationCanceledException(cancellationToken));
            SendCancel(id);
        }
    }

    /// <summary>Settles the call that this answer is for; the caller goes on when <see cref="Continue"/> follows.</summary>
    public void Answer(in Envelope answer)
    {
        if (TryTake(answer.Id, out PendingCall? call))
        {
            Settle(call, answer);
        }
    }

    /// <summary>
    /// The same for a result that was only predicted: should its bytes be something else, <paramref name="message"/> is read in
    /// full.
    /// </summary>
    /// <returns>What the message is, where it is no answer at all.</returns>
    public Envelope AnswerPredicted(in Envelope answer, ReadOnlySpan<byte> message, Span<byte> scratch)
    {
        bool isAwaited = TryTake(answer.Id, out PendingCall? call);
        if (isAwaited && call!.TrySetResult(answer.Payload))
        {
            _ready.Add(call);
            return default;
        }

        Envelope read = EnvelopeReader.Read(message, scratch, _options.Limits);
        bool isAnswer = read.Kind is EnvelopeKind.Result or EnvelopeKind.Error;
        if (isAwaited)
        {
            SettleMispredicted(call!, answer.Id, read);
        }

        return isAnswer ? default : read;
    }

    /// <summary>The call with this id, while it awaits its answer.</summary>
    public PendingCall? Find(RequestId id) => id.TryGetNumber(out long number) ? _pending.Find(number) : null;

    /// <summary>Gives up a call whose caller has gone already, and asks the peer to cancel it.</summary>
    /// <returns>Whether it still awaited its answer.</returns>
    public bool Abandon(PendingCall call)
    {
        long id = call.Id;
        if (!_pending.TryTake(id, out PendingCall? taken))
        {
            return false;
        }

        taken.Continue();
        SendCancel(id);
        return true;
    }

    /// <summary>Lets somebody go on as callers do: by the receive loop when it would wait, or else on the thread pool.</summary>
    public void Resume(ReadyItem item, bool isReceiving)
    {
        _ready.Add(item);
        if (!isReceiving)
        {
            _ready.Schedule();
        }
    }

    /// <summary>The error that a peer has written.</summary>
    public RpcException ErrorOf(ReadOnlySpan<byte> json)
    {
        ErrorPayload error = ErrorReader.Read(json);
        JsonElement? data = null;
        if (!error.Data.IsEmpty)
        {
            var reader = new Utf8JsonReader(error.Data);
            data = JsonElement.ParseValue(ref reader);
        }

        return new RpcException(error.Code, error.Message, data, _options.Json);
    }

    /// <summary>Lets the callers of answered calls go on, on the thread pool.</summary>
    public void Continue() => _ready.Schedule();

    /// <summary>Lets them go on on this thread, which nobody else needs.</summary>
    public void ContinueHere() => _ready.Run();

    /// <summary>
    /// Whether this thread is continuing the last of some callers: what that one sends first may take along what the others sent.
    /// </summary>
    public bool TryTakeLast() => _ready.TryTakeLast();

    /// <summary>Ends all calls, and new ones until <see cref="Open"/>.</summary>
    public void Close(Func<Exception> reason)
    {
        foreach (PendingCall call in _pending.Close(reason))
        {
            call.SetException(reason());
            _ready.Add(call);
        }

        _ready.Schedule();
    }

    public void Dispose() => _deadlines.Dispose();

    void IPendingCallOwner.OnCancelled(PendingCall call, CancellationToken cancellationToken)
    {
        long id = call.Id;
        if (_pending.TryTake(id, out PendingCall? taken))
        {
            taken.SetException(new OperationCanceledException(cancellationToken));
            _ready.Add(taken);
            _ready.Schedule();
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
        _ready.Add(call);
        _ready.Schedule();
        SendCancel(id);
    }

    private void SendCancel(long id)
    {
        MessageBuffer message = MessageBuffer.Rent();
        EnvelopeWriter.WriteCancel(message, id);
        _session.Send(message);
    }

    private bool TryTake(RequestId id, [NotNullWhen(true)] out PendingCall? call)
    {
        call = null;
        bool isNumber = id.TryGetNumber(out long number);
        if (isNumber && _pending.TryTake(number, out call))
        {
            return true;
        }

        if (isNumber && _pending.WasIssued(number))
        {
            RpcMeter.LateResponse();
        }
        else
        {
            RpcMeter.StrayResponse();
        }

        return false;
    }

    private void Settle(PendingCall call, in Envelope answer)
    {
        if (answer.Kind == EnvelopeKind.Error)
        {
            call.SetException(ErrorOf(answer.Payload));
        }
        else
        {
            call.SetResult(answer.Payload);
        }

        _ready.Add(call);
    }

    private void SettleMispredicted(PendingCall call, RequestId id, in Envelope read)
    {
        if (read.Kind is EnvelopeKind.Result or EnvelopeKind.Error && read.Id.Equals(id))
        {
            Settle(call, read);
            return;
        }

        call.SetException(new RpcProtocolException($"The answer to '{call.Method.Name}' is malformed."));
        _ready.Add(call);
    }
}
