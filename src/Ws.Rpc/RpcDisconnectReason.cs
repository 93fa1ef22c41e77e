namespace Ws.Rpc;

/// <summary>The cases in which a connection ends, or a client gives up to make one.</summary>
public enum RpcDisconnectReason
{
    /// <summary>This side closed the connection.</summary>
    ClosedLocally,

    /// <summary>The other side closed the connection, for good and for none of the reasons below.</summary>
    ClosedByPeer,

    /// <summary>The connection was lost without a close frame: the network, a crash; or none could be made.</summary>
    ConnectionLost,

    /// <summary>One side broke RFC 6455 or the Ws.Rpc protocol, or exceeded a limit (1002 to 1009, 4500).</summary>
    ProtocolViolation,

    /// <summary>One side did not read fast enough, and the other's outgoing queue reached its limit (4431).</summary>
    SlowConsumer,

    /// <summary>The server stops or restarts (1001, 1012, <c>$/session/close</c>).</summary>
    ServerGoingAway,

    /// <summary>The server failed (1011, HTTP 5xx).</summary>
    ServerFault,

    /// <summary>The server is too busy (1013, HTTP 503).</summary>
    ServerBusy,

    /// <summary>The client was too eager (4429, HTTP 429).</summary>
    RateLimited,

    /// <summary>The credentials have expired, and fresh ones were not to be had (4401).</summary>
    CredentialsExpired,

    /// <summary>The server does not accept the credentials (4501, HTTP 401).</summary>
    CredentialsRefused,

    /// <summary>The client is not allowed here, or was sent away (4503, HTTP 403).</summary>
    Forbidden,

    /// <summary>The other side answered no heartbeat in time, or missed ours (4408).</summary>
    HeartbeatLost,

    /// <summary>A newer connection of the same session took the place of this one (4509).</summary>
    Superseded,

    /// <summary>The server speaks this version of the protocol no more: update the client (4526).</summary>
    VersionNotServed,

    /// <summary>The server refused the handshake for another reason (HTTP 4xx).</summary>
    HandshakeRefused,

    /// <summary>As many attempts to connect again as the policy allows have failed.</summary>
    AttemptsExhausted,
}
