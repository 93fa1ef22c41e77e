namespace Ws.Rpc.AspNetCore.Handshake;

/// <summary>What a request of a hub's address is.</summary>
internal enum HandshakeKind
{
    /// <summary>A WebSocket handshake that can be accepted.</summary>
    WebSocket,

    /// <summary>No handshake at all.</summary>
    Plain,

    /// <summary>A handshake for another version of the WebSocket protocol (RFC 6455 section 4.4).</summary>
    WrongVersion,

    /// <summary>A handshake that breaks RFC 6455 or RFC 8441, or brings a body along.</summary>
    Malformed,
}
