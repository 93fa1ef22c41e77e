using System;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Diagnostics;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Sessions;

/// <summary>Answers the messages from which no call comes, alone or among the others of their batch.</summary>
internal sealed class RefusalSender(RpcSession session)
{
    /// <summary>Answers with an error of the protocol's own (protocol section 10).</summary>
    public void Refuse(in Envelope envelope, BatchReply? batch, int code, string? detail)
    {
        MessageBuffer answer = MessageBuffer.Rent();
        ErrorWriter.WriteStandard(answer, envelope.Id, code, detail);
        Answer(answer, batch);
    }

    /// <summary>This side will leave, and begins no more calls.</summary>
    public void RefuseDraining(in Envelope envelope, BatchReply? batch)
    {
        if (envelope.Kind == EnvelopeKind.Request)
        {
            Refuse(envelope, batch, RpcErrorCode.Unavailable, "The server is stopping.");
        }
        else
        {
            RpcMeter.NotificationRefused();
        }
    }

    /// <summary>A call exceeds a rate limit.</summary>
    public void RefuseRate(in Envelope envelope, BatchReply? batch, TimeSpan? retryAfter)
    {
        if (envelope.Kind == EnvelopeKind.Request)
        {
            MessageBuffer answer = MessageBuffer.Rent();
            ErrorWriter.WriteRateLimited(answer, envelope.Id, retryAfter);
            Answer(answer, batch);
        }
        else
        {
            RpcMeter.NotificationRateLimited();
        }
    }

    /// <summary>What decides about a call has failed.</summary>
    public void Fail(in Envelope envelope, BatchReply? batch, RpcMethod called, Exception exception)
    {
        if (envelope.Kind == EnvelopeKind.Request)
        {
            Answer(FailureAnswer.Write(exception, envelope.Id, called, cancelled: false, session.Options), batch);
        }
        else
        {
            session.Options.Logger.NotificationFailed(exception, called.Name);
        }
    }

    private void Answer(MessageBuffer answer, BatchReply? batch)
    {
        if (batch is null)
        {
            session.Sender.Reply(answer, session.Generation);
        }
        else
        {
            batch.Add(answer);
        }
    }
}
