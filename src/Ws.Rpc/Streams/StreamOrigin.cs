namespace Ws.Rpc.Streams;

/// <summary>Where the items of a <see cref="StreamInbox{T}"/> come from, as their consumer reaches it.</summary>
internal abstract class StreamOrigin
{
    /// <summary>The consumer asks for the first item.</summary>
    public abstract void Open();

    /// <summary>The consumer has dealt with so many items, and the peer may send as many anew.</summary>
    public abstract void Refill(int items);

    /// <summary>The consumer waits, and the items are not pushed: the peer is to be asked for them, unless it has been.</summary>
    public abstract void Ask();

    /// <summary>
    /// The consumer takes nothing more: the peer is told so, unless it is its end that was reached. Thread-safe; called twice at
    /// times.
    /// </summary>
    public abstract void Close();
}
