namespace Ws.Rpc.Connections;

/// <summary>When a message that is added to an <see cref="Outbox"/> is to be sent.</summary>
internal enum FlushTiming
{
    /// <summary>On this thread, for the shortest delay.</summary>
    Now,

    /// <summary>By a work item, together with what follows until it runs.</summary>
    Soon,

    /// <summary>By an <see cref="Outbox.Flush"/> that the caller knows to be certain, or earlier by whoever flushes.</summary>
    Later,
}
