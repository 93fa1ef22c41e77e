using System;
using System.Threading;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Sessions;

/// <summary>
/// The protocol's own methods, <c>$/…</c>: handled inside the receive loop, never behind a handler (protocol section 3). Unknown
/// notifications are ignored, unknown requests are −32601.
/// </summary>
internal static class ControlMethods
{
    public static bool IsControl(ReadOnlySpan<byte> method) => method.StartsWith("$/"u8);

    /// <summary>Handles a control frame; <see langword="false"/> with the error's code, if it is not to be.</summary>
    public static bool TryHandle(RpcSession session, in Envelope envelope, bool inBatch, out int error)
    {
        error = RpcErrorCode.MethodNotFound;
        if (envelope.Method.SequenceEqual("$/cancelRequest"u8))
        {
            Cancel(session, envelope.Params);
            return envelope.Kind == EnvelopeKind.Notification;
        }

        if (envelope.Method.SequenceEqual("$/progress"u8))
        {
            session.Outgoing.Report(envelope);
            return envelope.Kind == EnvelopeKind.Notification;
        }

        if (inBatch && envelope.Method.StartsWith("$/session/"u8))
        {
            error = RpcErrorCode.InvalidRequest;
            return false;
        }

        return SessionOpening.TryAccept(session, envelope, out error);
    }

    private static void Cancel(RpcSession session, ReadOnlySpan<byte> json)
    {
        if (CancelReader.TryRead(json, out RequestId id) && session.Running.Find(id) is CancellationTokenSource call)
        {
            CallCancellation.Begin(call, session.Options.Logger);
        }
    }
}
