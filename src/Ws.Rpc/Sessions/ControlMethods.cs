using System;
using System.Threading;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Sessions;

/// <summary>
/// The protocol's own methods, <c>$/…</c>, but for those of <see cref="SessionMethods"/>: handled inside the receive loop, never
/// behind a handler (protocol section 3). Unknown notifications are ignored, unknown requests are −32601.
/// </summary>
internal static class ControlMethods
{
    public static bool IsControl(ReadOnlySpan<byte> method) => method.StartsWith("$/"u8);

    public static bool IsSession(ReadOnlySpan<byte> method) => method.StartsWith("$/session/"u8);

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

        if (IsStreamMethod(envelope.Method))
        {
            return TryHandleStream(session, envelope, out error);
        }

        if (inBatch && IsSession(envelope.Method))
        {
            error = RpcErrorCode.InvalidRequest;
        }

        return false;
    }

    private static bool IsStreamMethod(ReadOnlySpan<byte> method) =>
        method.StartsWith("$/enumerator/"u8) || StreamMethods.IsItems(method) || method.SequenceEqual("$/credit"u8);

    // Where next is sent as a notification, or another of them as a request, it is none of ours.
    private static bool TryHandleStream(RpcSession session, in Envelope envelope, out int error)
    {
        error = RpcErrorCode.MethodNotFound;
        bool isNext = envelope.Method.SequenceEqual("$/enumerator/next"u8);
        if (isNext && envelope.Kind == EnvelopeKind.Request)
        {
            return StreamMethods.TryAsk(session, envelope, out error);
        }

        if (isNext || envelope.Kind == EnvelopeKind.Request)
        {
            return false;
        }

        if (StreamMethods.IsItems(envelope.Method))
        {
            StreamMethods.TryDeliver(session, envelope.Params);
        }
        else if (envelope.Method.SequenceEqual("$/credit"u8))
        {
            StreamMethods.Grant(session, envelope.Params);
        }
        else if (envelope.Method.SequenceEqual("$/enumerator/abort"u8))
        {
            StreamMethods.Abort(session, envelope.Params);
        }

        return true;
    }

    private static void Cancel(RpcSession session, ReadOnlySpan<byte> json)
    {
        if (CancelReader.TryRead(json, session.Options.Limits, out RequestId id)
            && session.Running.Find(id) is CancellationTokenSource call)
        {
            CallCancellation.Begin(call, session.Options.Logger);
        }
    }
}
