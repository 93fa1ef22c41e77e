using System;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Connections;
using Ws.Rpc.Diagnostics;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Sessions;

/// <summary>
/// Where the frames of a connection go (trips 9 and 10): a call to its target, an answer to its caller, anything else to an error
/// answer. Runs on the receive loop and never waits.
/// </summary>
internal sealed class MessageReceiver(RpcSession session) : IConnectionOwner
{
    private readonly WireLimits _limits = session.Options.Limits;
    private readonly RefusalSender _refusals = new(session);

    // In a row. Used by the receive loop only.
    private int _parseErrors;

    /// <summary>Another connection begins.</summary>
    public void Begin() => _parseErrors = 0;

    public void OnMessage(RpcConnection connection, ReadOnlySpan<byte> message)
    {
        // Before what it says is done, so that it is never done twice.
        session.Continuity.Count(message.Length);
        Receive(message);
        session.Continuity.AcknowledgeSome();
    }

    public bool Keeps(RpcDisconnect disconnect) =>
        session.Continuity.CanResume && session.Keeper?.Keeps(disconnect) == true;

    public void OnOver(RpcConnection connection, RpcDisconnect disconnect, bool isKept) =>
        session.Link.OnConnectionOver(connection, disconnect, isKept);

    public bool WillFlush => session.Outgoing.Callers.HasSome;

    public void OnPause(RpcConnection connection) => session.Outgoing.Callers.Schedule();

    public void OnWaiting(RpcConnection connection) => session.Outgoing.Callers.Run();

    private void Receive(ReadOnlySpan<byte> message)
    {
        // trip 9: from its foreseeable bytes, or else by the reader that knows every form.
        Span<byte> scratch = stackalloc byte[_limits.MaxMethodBytes];
        if (PredictedEnvelope.TryRead(message, _limits, out Envelope predicted)
            && TryReceivePredicted(predicted, message, scratch))
        {
            _parseErrors = 0;
            return;
        }

        Envelope envelope = EnvelopeReader.Read(message, scratch, _limits);
        _parseErrors = envelope.ErrorCode == RpcErrorCode.ParseError ? _parseErrors + 1 : 0;
        if (envelope.Kind == EnvelopeKind.Batch)
        {
            ReceiveBatch(message, scratch);
        }
        else
        {
            Receive(envelope, null);
        }

        if (_parseErrors >= session.Options.MaxParseErrors)
        {
            session.BeginClose(
                new RpcDisconnect(RpcDisconnectReason.ProtocolViolation, 4500, "Too many messages are not JSON."), flush: true);
        }
    }

    /// <summary>
    /// The short way of nearly every message: its payload is read once, by its codec. <see langword="false"/>: the long way,
    /// please.
    /// </summary>
    private bool TryReceivePredicted(in Envelope envelope, ReadOnlySpan<byte> message, Span<byte> scratch)
    {
        if (envelope.Kind == EnvelopeKind.Result)
        {
            Envelope other = session.Outgoing.Answers.SettlePredicted(envelope, message, scratch);
            if (other.ErrorCode != 0)
            {
                _refusals.Refuse(other, null, other.ErrorCode, other.ErrorDetail);
            }

            return true;
        }

        if (StreamMethods.IsItems(envelope.Method))
        {
            return envelope.Kind == EnvelopeKind.Notification && StreamMethods.TryDeliver(session, envelope.Params);
        }

        // Who wants spans wants to know where each call comes from, which only the other reader finds.
        if (RpcActivities.AreWanted
            || session.IsDraining
            || !session.Targets.TryFind(envelope.Method, out CallTarget? target, out int method)
            || target.GuardOf(method) is not null
            || !session.Calls.TryStart(target.Contract.Methods[method].IsOrdered))
        {
            return false;
        }

        // A handler that blocks here must not hold up the callers whose answers came before it.
        session.Outgoing.Callers.Schedule();
        IncomingCall call = IncomingCall.Rent(session, envelope.Id, null, target.Contract.Methods[method]);
        call.Run(target, method, envelope.Params, message);
        return true;
    }

    private void ReceiveBatch(ReadOnlySpan<byte> message, Span<byte> scratch)
    {
        var batch = new BatchReply(session);
        var entries = new BatchReader(message, _limits);
        while (entries.MoveNext())
        {
            Envelope entry = EnvelopeReader.ReadEntry(entries.Current, scratch, _limits);
            batch.BeginEntry();
            Receive(entry, batch);
        }

        batch.EndEntry();
    }

    private void Receive(in Envelope envelope, BatchReply? batch)
    {
        switch (envelope.Kind)
        {
            case EnvelopeKind.Request or EnvelopeKind.Notification:
                ReceiveCall(envelope, batch);
                return;
            case EnvelopeKind.Result or EnvelopeKind.Error:
                session.Outgoing.Answers.Settle(envelope);
                break;
            default:
                _refusals.Refuse(envelope, batch, envelope.ErrorCode, envelope.ErrorDetail);
                break;
        }

        batch?.EndEntry();
    }

    private void ReceiveCall(in Envelope envelope, BatchReply? batch)
    {
        if (ControlMethods.IsControl(envelope.Method))
        {
            ReceiveControl(envelope, batch);
        }
        else if (session.Targets.TryFind(envelope.Method, out CallTarget? target, out int method))
        {
            // A handler that blocks here must not hold up the callers whose answers came before it.
            session.Outgoing.Callers.Schedule();
            Admit(envelope, batch, target, method, unknownName: null);
        }
        else if (session.Options.UnknownTarget is { } unknown)
        {
            session.Outgoing.Callers.Schedule();
            Admit(envelope, batch, unknown, 0, unknownName: Encoding.UTF8.GetString(envelope.Method));
        }
        else
        {
            if (envelope.Kind == EnvelopeKind.Request)
            {
                _refusals.Refuse(envelope, batch, RpcErrorCode.MethodNotFound, null);
            }

            batch?.EndEntry();
        }
    }

    private void ReceiveControl(in Envelope envelope, BatchReply? batch)
    {
        if (batch is null && ControlMethods.IsSession(envelope.Method))
        {
            ReceiveSession(envelope);
            return;
        }

        if (!ControlMethods.TryHandle(session, envelope, inBatch: batch is not null, out int error)
            && envelope.Kind == EnvelopeKind.Request)
        {
            _refusals.Refuse(envelope, batch, error, null);
        }

        batch?.EndEntry();
    }

    // Neither these nor their answers count (protocol section 9).
    private void ReceiveSession(in Envelope envelope)
    {
        session.Continuity.Uncount();
        if (!SessionMethods.TryHandle(session, envelope, out int error) && envelope.Kind == EnvelopeKind.Request)
        {
            MessageBuffer answer = MessageBuffer.Rent();
            ErrorWriter.WriteStandard(answer, envelope.Id, error, null);
            session.Sender.ReplyControl(answer, session.Generation);
        }
    }

    private void Admit(in Envelope envelope, BatchReply? batch, CallTarget target, int method, string? unknownName)
    {
        RpcMethod called = target.Contract.Methods[method];
        if (!TryAdmit(envelope, batch, called, target.GuardOf(method), out CallAdmission admission))
        {
            batch?.EndEntry();
            return;
        }

        IncomingCall call = IncomingCall.Rent(session, envelope.Id, batch, called);
        call.Passage.Begin(admission.Lease, unknownName);
        call.Streams.Request(envelope.Credit, envelope.After);
        call.Span.Request(envelope);
        if (session.Calls.TryStart(called.IsOrdered))
        {
            call.Run(target, method, envelope.Params);
            return;
        }

        MessageBuffer arguments = MessageBuffer.Rent();
        arguments.Write(envelope.Params);
        call.AcceptCancel();
        if (session.Calls.TryWait(new WaitingCall(call, target, method, arguments)))
        {
            return;
        }

        arguments.Release();
        if (envelope.Kind == EnvelopeKind.Request)
        {
            _refusals.Refuse(envelope, batch, RpcErrorCode.Unavailable, "Too many calls are pending on this connection.");
        }
        else
        {
            RpcMeter.NotificationRefused();
            session.Options.Logger.NotificationDropped(called.Name, session.Options.MaxPendingCalls);
        }

        call.Discard();
    }

    [SuppressMessage("Design", "CA1031", Justification = "Limiters are the application's; theirs is the fault of one call.")]
    private bool TryAdmit(
        in Envelope envelope, BatchReply? batch, RpcMethod called, CallGuard? guard, out CallAdmission admission)
    {
        admission = CallAdmission.Free;
        if (session.IsDraining)
        {
            _refusals.RefuseDraining(envelope, batch);
            return false;
        }

        try
        {
            admission = guard?.Admit(session) ?? admission;
        }
        catch (Exception exception)
        {
            _refusals.Fail(envelope, batch, called, exception);
            return false;
        }

        if (!admission.IsAdmitted)
        {
            _refusals.RefuseRate(envelope, batch, admission.RetryAfter);
        }

        return admission.IsAdmitted;
    }
}
