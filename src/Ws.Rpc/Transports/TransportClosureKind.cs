namespace Ws.Rpc.Transports;

/// <summary>Who or what ended a connection.</summary>
internal enum TransportClosureKind
{
    /// <summary>This side closed or aborted.</summary>
    Local,

    /// <summary>The peer sent a close frame.</summary>
    Peer,

    /// <summary>The connection broke without a close frame.</summary>
    Lost,

    /// <summary>The peer broke RFC 6455 or a limit, and was told so by a close frame.</summary>
    Violation,
}
