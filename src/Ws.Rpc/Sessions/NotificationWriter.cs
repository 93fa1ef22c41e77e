using Ws.Rpc.CompilerServices;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Sessions;

/// <summary>Writes a whole notification: the same bytes for every receiver.</summary>
internal static class NotificationWriter
{
    public static MessageBuffer Write<TArguments>(RpcMethod method, in TArguments arguments)
        where TArguments : struct, IRpcArguments
    {
        MessageBuffer message = MessageBuffer.Rent();
        try
        {
            EnvelopeWriter.WriteNotificationHead(message, method.EncodedName);
            arguments.Write(new RpcWriter(message));
            EnvelopeWriter.WriteArgumentsTail(message);
            return message;
        }
        catch
        {
            message.Release();
            throw;
        }
    }
}
