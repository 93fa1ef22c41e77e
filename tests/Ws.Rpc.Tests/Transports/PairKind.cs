namespace Ws.Rpc.Tests.Transports;

/// <summary>The pairs of transports that behave the same.</summary>
public enum PairKind
{
    /// <summary>Over TCP, with the collecting stream.</summary>
    Collecting,

    /// <summary>Over TCP, without it.</summary>
    Plain,

    /// <summary>Over streams in memory.</summary>
    InMemory,

    /// <summary>Over TCP, with frames of our own on both sides, as clients and servers have them.</summary>
    Frames,

    /// <summary>Over TCP, with frames of our own on the client's side alone.</summary>
    FramesToSocket,
}
