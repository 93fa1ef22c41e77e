using System;
using System.Diagnostics.CodeAnalysis;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Connections;
using Ws.Rpc.Diagnostics;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Sessions;

/// <summary>
/// What a method reports its progress to (protocol section 6): a report is written at once, and takes the place of an older one
/// that still waits to be sent. Never throws. Thread-safe.
/// </summary>
internal sealed class ProgressReporter<T>(
    RpcSession session, RpcConnection connection, RequestId token, RpcCodec<T> codec, RpcMethod method)
    : ProgressReporter(connection, token), IProgress<T>
{
    public void Report(T value)
    {
        if (Connection is not RpcConnection connection || Write(value) is not MessageBuffer message)
        {
            return;
        }

        OutboxResult sent = connection.Send(session.Receiver, message, FlushTiming.Soon, Latest);
        if (sent != OutboxResult.Accepted)
        {
            message.Release();
        }

        if (sent == OutboxResult.Full)
        {
            // A report can be missed; unlike an answer it is no reason to end the connection.
            RpcMeter.NotificationNotSent(queueIsFull: true);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever a serializer throws is logged: a report never fails.")]
    private MessageBuffer? Write(T value)
    {
        MessageBuffer message = MessageBuffer.Rent();
        try
        {
            EnvelopeWriter.WriteProgressHead(message, Token);
            codec.Write(new RpcWriter(message), value);
            EnvelopeWriter.WriteProgressTail(message);
            return message;
        }
        catch (Exception exception)
        {
            message.Release();
            session.Options.Logger.ProgressNotSerializable(exception, method.Name);
            return null;
        }
    }
}
