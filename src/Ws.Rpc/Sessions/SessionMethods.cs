using System;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Sessions;

/// <summary>
/// The methods of a session, <c>$/session/…</c> (protocol sections 8 and 9): handled inside the receive loop, and not counted.
/// </summary>
internal static class SessionMethods
{
    /// <summary>Handles one; <see langword="false"/> with the error's code, if it is not to be.</summary>
    public static bool TryHandle(RpcSession session, in Envelope envelope, out int error)
    {
        if (envelope.Method.SequenceEqual("$/session/auth"u8))
        {
            return SessionAuth.TryBegin(session, envelope, out error);
        }

        if (envelope.Method.SequenceEqual("$/session/open"u8))
        {
            return SessionOpening.TryAccept(session, envelope, out error);
        }

        error = RpcErrorCode.MethodNotFound;
        if (envelope.Kind != EnvelopeKind.Notification)
        {
            return false;
        }

        if (envelope.Method.SequenceEqual("$/session/ack"u8))
        {
            Acknowledge(session, envelope.Params);
        }
        else if (envelope.Method.SequenceEqual("$/session/ping"u8))
        {
            AnswerPing(session, envelope.Params);
        }
        else if (envelope.Method.SequenceEqual("$/session/close"u8))
        {
            SessionGoodbye.Receive(session, envelope.Params);
        }

        return true;
    }

    private static void Acknowledge(RpcSession session, ReadOnlySpan<byte> json)
    {
        SessionFrames.TryRead(json, out long? received, out _);
        session.Continuity.OnAcknowledged(received, mayBeOld: false);
    }

    private static void AnswerPing(RpcSession session, ReadOnlySpan<byte> json)
    {
        if (!session.Options.IsServer && SessionFrames.TryRead(json, out long? received, out bool reply))
        {
            if (received is not null)
            {
                session.Continuity.OnAcknowledged(received, mayBeOld: true);
            }

            session.Continuity.AcknowledgeRest(always: reply);
        }
    }
}
