namespace Ws.Rpc.AspNetCore;

/// <summary>
/// What happens to a client whose outgoing queue is full. Only notifications are ever dropped, and each is counted by the
/// instrument <c>ws_rpc.dropped_notifications</c>. An answer or a request that finds no room takes that of waiting notifications;
/// where none wait, the connection is closed with 4431.
/// </summary>
public enum RpcSlowConsumer
{
    /// <summary>The connection is closed with 4431 (protocol section 11); its client may come back and load anew.</summary>
    Disconnect,

    /// <summary>The oldest waiting notifications are dropped: for news of which the latest count.</summary>
    DropOldest,

    /// <summary>The new notification is dropped, and its sender is not told.</summary>
    DropNewest,
}
