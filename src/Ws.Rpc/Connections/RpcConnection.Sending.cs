using Ws.Rpc.Wire;

namespace Ws.Rpc.Connections;

/// <content>What its owner has to do with its outbox.</content>
internal sealed partial class RpcConnection
{
    /// <inheritdoc cref="Outbox.IsCollecting"/>
    public bool IsReceiving => _outbox.IsCollecting;

    /// <inheritdoc cref="Outbox.Sent"/>
    public long Sent => _outbox.Sent;

    /// <summary>
    /// Sends a message of an owner's; <see cref="OutboxResult.Closed"/> where the connection has become somebody else's.
    /// </summary>
    /// <inheritdoc cref="Outbox.Add"/>
    public OutboxResult Send(
        IConnectionOwner owner,
        MessageBuffer message,
        FlushTiming timing,
        LatestMessage? latest = null,
        IRoomWaiter? waiter = null,
        MessageClass kind = MessageClass.Required)
    {
        // In this order: whose outbox it is by now, its owner is known. There is none before the receiving begins.
        Outbox outbox = _outbox;
        return _owner is { } current && current != owner
            ? OutboxResult.Closed
            : outbox.Add(message, timing, latest, waiter, kind);
    }

    /// <inheritdoc cref="Outbox.End"/>
    public void End(LatestMessage latest) => _outbox.End(latest);

    /// <inheritdoc cref="Outbox.Flush"/>
    public void Flush() => _outbox.Flush();

    /// <inheritdoc cref="Outbox.Keep"/>
    public void Keep(ResumableFrames? frames) => _outbox.Keep(frames);

    /// <inheritdoc cref="Outbox.TryAcknowledge"/>
    public bool TryAcknowledge(long received, bool mayBeOld) => _outbox.TryAcknowledge(received, mayBeOld);
}
