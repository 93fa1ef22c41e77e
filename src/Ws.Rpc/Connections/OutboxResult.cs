namespace Ws.Rpc.Connections;

/// <summary>What became of a message given to an <see cref="Outbox"/>.</summary>
internal enum OutboxResult
{
    Accepted,

    /// <summary>The limit is reached; the message was not taken.</summary>
    Full,

    /// <summary>The limit is reached, and this is a message that may then be dropped; it was not taken.</summary>
    Dropped,

    /// <summary>More waits than a stream should add to; the message was not taken, and its sender is told of room.</summary>
    Busy,

    /// <summary>The connection is over; the message was not taken.</summary>
    Closed,
}
