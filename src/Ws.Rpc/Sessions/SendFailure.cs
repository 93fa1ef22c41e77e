using Ws.Rpc.Connections;

namespace Ws.Rpc.Sessions;

/// <summary>Says why a message that was not accepted could not be sent.</summary>
internal static class SendFailure
{
    public static RpcException Of(OutboxResult result) => result == OutboxResult.Full
        ? new RpcException(RpcErrorCode.Unavailable, "The outgoing queue is full.")
        : new RpcConnectionException("There is no connection.") { IsUnsent = true };
}
