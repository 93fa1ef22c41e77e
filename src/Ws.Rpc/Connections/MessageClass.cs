namespace Ws.Rpc.Connections;

/// <summary>What an <see cref="Outbox"/> may do with a message, and whether it counts (protocol section 9).</summary>
internal enum MessageClass
{
    /// <summary>It is sent, and counts.</summary>
    Required,

    /// <summary>It counts, unless it is dropped for want of room, where the limits say so.</summary>
    Droppable,

    /// <summary>It belongs to the connection rather than to what goes on over it, and does not count.</summary>
    Control,

    /// <summary>The same, and what others are about to send may take it along: nobody waits for it.</summary>
    Acknowledgement,

    /// <summary>As <see cref="Control"/>, and the counting begins behind it.</summary>
    Opening,
}
