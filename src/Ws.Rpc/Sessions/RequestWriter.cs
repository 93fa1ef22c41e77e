using Ws.Rpc.Calls;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Streams;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Sessions;

/// <summary>Writes a whole request.</summary>
internal static class RequestWriter
{
    public static void Write<TArguments>(
        MessageBuffer message,
        long id,
        RpcMethod method,
        in TArguments arguments,
        CallProgress? progress,
        StreamArguments? streams)
        where TArguments : struct, IRpcArguments
    {
        EnvelopeWriter.WriteRequestHead(message, id, method.EncodedName, method.SendsByName);
        if (progress is null)
        {
            arguments.Write(new RpcWriter(message, streams));
        }
        else
        {
            ((IRpcTokenArguments)arguments).Write(new RpcWriter(message, streams), progress);
        }

        EnvelopeWriter.WriteArgumentsTail(message, method.SendsByName);
    }
}
