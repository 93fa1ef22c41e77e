namespace Ws.Rpc.Connections;

/// <summary>What an <see cref="Outbox"/> without room does for a message more.</summary>
internal enum OutboxOverflow
{
    /// <summary>Refuses it, whatever it is.</summary>
    Refuse,

    /// <summary>Drops waiting messages that may be dropped, the oldest first.</summary>
    DropOldest,

    /// <summary>Drops the new one if it may be dropped; for another one waiting messages go, the oldest first.</summary>
    DropNewest,
}
