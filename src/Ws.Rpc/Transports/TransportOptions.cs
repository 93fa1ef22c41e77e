using System;
using System.Buffers;

namespace Ws.Rpc.Transports;

/// <summary>The limits of one connection's transport (protocol section 12).</summary>
internal sealed record TransportOptions
{
    public static TransportOptions Default { get; } = new();

    /// <summary>A longer incoming message closes the connection with 1009 before it is buffered.</summary>
    public int MaxMessageBytes { get; init; } = 1024 * 1024;

    /// <summary>
    /// How long a message may take from its first bytes to its last before the connection is closed with 1008; for ever where it
    /// is not positive.
    /// </summary>
    public TimeSpan MessageTimeout { get; init; }

    /// <summary>
    /// How long a peer whose close frame was answered, or who was told of a violation, may keep the connection; and how long
    /// after a failed write the reading side may still learn the peer's reason.
    /// </summary>
    public TimeSpan LingerTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How much of what a violator still sends is read and discarded. Closing TCP with unread input resets it, and a reset can
    /// overtake the close frame that says why.
    /// </summary>
    public long MaxDiscardedBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>
    /// Whether text frames are written past the socket, straight into the <see cref="CollectingStream"/>. For servers, whose
    /// frames are not masked, on connections without extensions.
    /// </summary>
    public bool WritesTextFrames { get; init; }

    /// <summary>
    /// How often a <see cref="FrameTransport"/> lets the peer know that it is there; not at all where it is not positive. A
    /// WebSocket does that itself.
    /// </summary>
    public TimeSpan KeepAliveInterval { get; init; }

    /// <summary>How long the peer may then stay silent; where it is not positive it is not asked to speak.</summary>
    public TimeSpan KeepAliveTimeout { get; init; }

    /// <summary>
    /// Whether a peer is given up only for a ping that it has not answered, however long nothing came: a server that stood still
    /// for a minute would otherwise lose all clients at once. A client that slept rather comes back at once.
    /// </summary>
    public bool AsksBeforeGivingUp { get; init; }

    public ArrayPool<byte> Pool { get; init; } = ArrayPool<byte>.Shared;
}
