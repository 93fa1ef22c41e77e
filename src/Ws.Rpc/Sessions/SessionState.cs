namespace Ws.Rpc.Sessions;

/// <summary>Where a session is in its life (protocol section 14).</summary>
internal enum SessionState
{
    /// <summary>It has no connection yet, or none any more.</summary>
    Idle,

    /// <summary>It lives on a connection.</summary>
    Attached,

    /// <summary>Its connection is gone, and what goes on over it waits for another.</summary>
    Detached,

    /// <summary>It is about to go on over another connection.</summary>
    Resuming,
}
