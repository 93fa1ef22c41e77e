using System;
using System.Diagnostics.CodeAnalysis;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Diagnostics;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Sessions;

/// <summary>
/// Turns what a handler returned into its answer; a result that cannot be serialized is −32003, one that the outgoing queue would
/// never take −32008 (protocol section 10).
/// </summary>
internal static class ResultAnswer
{
    public static MessageBuffer WriteNull(RequestId id)
    {
        MessageBuffer message = MessageBuffer.Rent();
        EnvelopeWriter.WriteResultHead(message, id);
        message.Write("null"u8);
        EnvelopeWriter.WriteObjectTail(message);
        return message;
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever a serializer throws is the answer -32003.")]
    public static MessageBuffer Write<T>(
        T result, RpcCodec<T> codec, RequestId id, RpcMethod method, SessionOptions options, out int error)
    {
        error = 0;
        MessageBuffer message = MessageBuffer.Rent();
        try
        {
            EnvelopeWriter.WriteResultHead(message, id);
            codec.Write(new RpcWriter(message), result);
            EnvelopeWriter.WriteObjectTail(message);
        }
        catch (Exception exception)
        {
            options.Logger.ResultNotSerializable(exception, method.Name);
            message.Truncate(0);
            error = RpcErrorCode.ResponseNotSerializable;
            ErrorWriter.WriteStandard(message, id, error, null);
        }

        if (message.Length > options.MaxAnswerBytes)
        {
            message.Truncate(0);
            error = RpcErrorCode.ResponseTooLarge;
            ErrorWriter.WriteStandard(message, id, error, null);
        }

        return message;
    }
}
