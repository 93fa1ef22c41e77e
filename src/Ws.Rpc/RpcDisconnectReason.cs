namespace Ws.Rpc;

/// <summary>The cases in which a connection ends.</summary>
public enum RpcDisconnectReason
{
    /// <summary>This side closed the connection.</summary>
    ClosedLocally,

    /// <summary>The other side closed the connection with a close frame.</summary>
    ClosedByPeer,

    /// <summary>The connection was lost without a close frame: the network, a crash, a silent peer.</summary>
    ConnectionLost,

    /// <summary>The other side broke RFC 6455 or the Ws.Rpc protocol, or exceeded a limit.</summary>
    ProtocolViolation,

    /// <summary>The other side did not read fast enough, and the outgoing queue reached its limit.</summary>
    SlowConsumer,
}
