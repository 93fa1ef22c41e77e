namespace Ws.Rpc.Connections;

/// <summary>What became of a message given to an <see cref="Outbox"/>.</summary>
internal enum OutboxResult
{
    Accepted,

    /// <summary>The limit is reached; the message was not taken.</summary>
    Full,

    /// <summary>The connection is over; the message was not taken.</summary>
    Closed,
}
