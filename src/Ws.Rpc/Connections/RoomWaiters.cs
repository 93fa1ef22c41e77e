using System.Collections.Generic;

namespace Ws.Rpc.Connections;

/// <summary>Who waits until less is in an <see cref="OutboxQueue"/>. Used under the outbox's gate.</summary>
internal sealed class RoomWaiters(OutboxLimits limits)
{
    // Above it, who sends without being asked for each message waits: streams.
    private const int RoomBytes = 64 * 1024;

    private List<IRoomWaiter>? _waiters;

    /// <summary>Lets somebody wait, unless there is room for his message.</summary>
    public bool TryWait(IRoomWaiter waiter, OutboxQueue queue, int bytes)
    {
        bool isBusy = queue.Bytes > RoomBytes
            || queue.Count > limits.MaxFrames / 2
            || (queue.Bytes > 0 && (long)queue.Bytes + bytes > limits.MaxBytes);
        if (isBusy && _waiters?.Contains(waiter) != true)
        {
            // Once, however often something else wakes him: a peer who does not read may still send.
            (_waiters ??= []).Add(waiter);
        }

        return isBusy;
    }

    /// <summary>
    /// Takes out those who need wait no longer, to be told outside the gate: at half, so that they come back to room for more
    /// than one message.
    /// </summary>
    public List<IRoomWaiter>? TakeReady(OutboxQueue queue) =>
        _waiters is null || queue.Bytes > RoomBytes / 2 || queue.Count > limits.MaxFrames / 4 ? null : TakeAll();

    public List<IRoomWaiter>? TakeAll()
    {
        List<IRoomWaiter>? waiters = _waiters;
        _waiters = null;
        return waiters;
    }
}
