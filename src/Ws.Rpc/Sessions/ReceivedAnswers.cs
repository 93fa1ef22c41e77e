using System;
using System.Diagnostics.CodeAnalysis;
using Ws.Rpc.Calls;
using Ws.Rpc.Diagnostics;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Sessions;

/// <summary>Brings the peer's answers to the calls of ours that they are for. For the receive loop.</summary>
/// <param name="session">The session.</param>
/// <param name="pending">The calls that await their answer.</param>
/// <param name="abandoned">Those of which the peer is still to be told something.</param>
/// <param name="callers">Who can go on.</param>
internal sealed class ReceivedAnswers(RpcSession session, PendingCalls pending, AbandonedStreams abandoned, ReadyCalls callers)
{
    /// <summary>Settles the call that this answer is for; the caller goes on when the callers are scheduled.</summary>
    public void Settle(in Envelope answer)
    {
        if (TryTake(answer.Id, out PendingCall? call))
        {
            Settle(call, answer);
        }
        else
        {
            abandoned.OnLateAnswer(answer);
        }
    }

    /// <summary>
    /// The same for a result that was only predicted: should its bytes be something else, <paramref name="message"/> is read in
    /// full.
    /// </summary>
    /// <returns>What the message is, where it is no answer at all.</returns>
    public Envelope SettlePredicted(in Envelope answer, ReadOnlySpan<byte> message, Span<byte> scratch)
    {
        bool isAwaited = TryTake(answer.Id, out PendingCall? call);
        if (isAwaited && call!.TrySetResult(answer.Payload))
        {
            Ready(call);
            return default;
        }

        Envelope read = EnvelopeReader.Read(message, scratch, session.Options.Limits);
        bool isAnswer = read.Kind is EnvelopeKind.Result or EnvelopeKind.Error;
        if (isAwaited)
        {
            SettleMispredicted(call!, answer.Id, read);
        }
        else if (isAnswer)
        {
            abandoned.OnLateAnswer(read);
        }

        return isAnswer ? default : read;
    }

    private bool TryTake(RequestId id, [NotNullWhen(true)] out PendingCall? call)
    {
        call = null;
        bool isNumber = id.TryGetNumber(out long number);
        session.Continuity.OnAnswer(number);
        if (isNumber && pending.TryTake(number, out call))
        {
            return true;
        }

        if (isNumber && pending.WasIssued(number))
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
            call.SetException(ErrorAnswer.Read(answer.Payload, session.JsonOptions));
        }
        else
        {
            call.SetResult(answer.Payload);
        }

        Ready(call);
    }

    private void Ready(PendingCall call)
    {
        if (call.Progress is null || !call.Progress.TryContinueBehind(call))
        {
            callers.Add(call);
        }
    }

    private void SettleMispredicted(PendingCall call, RequestId id, in Envelope read)
    {
        if (read.Kind is EnvelopeKind.Result or EnvelopeKind.Error && read.Id.Equals(id))
        {
            Settle(call, read);
            return;
        }

        call.SetException(new RpcProtocolException($"The answer to '{call.Method.Name}' is malformed."));
        callers.Add(call);
    }
}
