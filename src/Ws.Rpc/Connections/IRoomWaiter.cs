namespace Ws.Rpc.Connections;

/// <summary>Who would rather wait than fill an <see cref="Outbox"/> further.</summary>
internal interface IRoomWaiter
{
    /// <summary>There is room again, or there is no connection any more. Called by whoever sends; it must not wait.</summary>
    void OnRoom();
}
