namespace Ws.Rpc.Chaos.Proxy;

/// <summary>What a <see cref="FaultProxy"/> does to a connection.</summary>
internal enum FaultKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Closes both sockets, once the chunk that the position falls into has passed.</summary>
    Kill,

    /// <summary>Resets both sockets (RST).</summary>
    Reset,

    /// <summary>Passes the bytes up to the position, and closes both sockets.</summary>
    Truncate,

    /// <summary>Tells the receiver the end (FIN), and swallows what its sender goes on to send.</summary>
    Fin,

    /// <summary>Keeps both sockets and swallows everything in both directions.</summary>
    HalfOpen,

    /// <summary>Pauses, and goes on.</summary>
    Stall,

    /// <summary>Delays every chunk from there on, each by a random time.</summary>
    Delay,
}
