using System;
using System.Diagnostics;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Diagnostics;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Sessions;

/// <summary>Writes a whole notification: the same bytes for every receiver.</summary>
internal static class NotificationWriter
{
    public static MessageBuffer Write<TArguments>(RpcMethod method, in TArguments arguments)
        where TArguments : struct, IRpcArguments
    {
        Activity? span = RpcActivities.StartClient(method.Name);
        MessageBuffer message = MessageBuffer.Rent();
        try
        {
            EnvelopeWriter.WriteNotificationHead(message, method.EncodedName);
            arguments.Write(new RpcWriter(message));
            EnvelopeWriter.WriteArgumentsTail(message);
            TraceWriter.Write(message, span ?? Activity.Current);
            EndSpan(span, null);
            return message;
        }
        catch (Exception exception)
        {
            message.Release();
            EndSpan(span, exception);
            throw;
        }
    }

    private static void EndSpan(Activity? span, Exception? failure)
    {
        if (span is null)
        {
            return;
        }

        if (failure is not null)
        {
            RpcActivities.Fail(span, failure);
        }

        RpcActivities.End(span);
    }
}
