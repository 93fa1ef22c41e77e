namespace Ws.Rpc.Streams;

/// <summary>What a consumer finds in a <see cref="StreamInbox{T}"/>.</summary>
internal enum InboxState
{
    Empty,

    /// <summary>Items, taken out.</summary>
    Items,

    /// <summary>No items, and none will come.</summary>
    Ended,
}
