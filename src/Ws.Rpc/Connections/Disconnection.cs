using Ws.Rpc.Transports;

namespace Ws.Rpc.Connections;

/// <summary>What the end of a socket means to those above.</summary>
internal static class Disconnection
{
    public static RpcDisconnect Of(TransportClosure closure) => new(
        closure.Kind switch
        {
            TransportClosureKind.Local => RpcDisconnectReason.ClosedLocally,
            TransportClosureKind.Peer => RpcDisconnectReason.ClosedByPeer,
            TransportClosureKind.Violation => RpcDisconnectReason.ProtocolViolation,
            _ => RpcDisconnectReason.ConnectionLost,
        },
        closure.CloseCode,
        closure.Description,
        closure.Exception);
}
