using System;
using System.Collections.Generic;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Connections;

/// <summary>
/// What an <see cref="Outbox"/> needs to go on over another socket: the frames that may be lost, and while there is no socket,
/// how much may wait. Used under the outbox's gate.
/// </summary>
/// <param name="limits">The limits.</param>
/// <param name="lost">Told once that more had to wait than could be kept. It must not wait.</param>
internal sealed class ResumableFrames(ResumeLimits limits, Action lost)
{
    private readonly Queue<MessageBuffer> _replay = new();
    private long _reserved;

    public SentFrames Sent { get; } = new(limits);

    public bool IsReplaying => _replay.Count > 0;

    /// <summary>Outside the gate.</summary>
    public Action OnLost { get; } = lost;

    /// <summary>There is no socket any more; whether all that waits may.</summary>
    public bool TryPause(OutboxQueue queue)
    {
        EndReplay();
        return Sent.HasRoom(queue.Bytes, queue.Count) && TryReserve(queue.Bytes + Sent.Bytes - _reserved);
    }

    /// <summary>Whether this message, too, may wait without a socket.</summary>
    public bool TryAdd(OutboxQueue queue, int length) =>
        Sent.HasRoom(queue.Bytes + (long)length, queue.Count + 1) && TryReserve(length);

    /// <summary>Takes a message as the first one, and all frames behind this number to be sent again.</summary>
    public bool TryReplay(MessageBuffer? first, long received, OutboxQueue queue)
    {
        if (!Sent.ReachesBackTo(received))
        {
            return false;
        }

        // An acknowledgement that was not sent is older than what the opening of the session has told.
        queue.DropControl();
        Sent.TryAcknowledge(received);
        ReleaseReserved();
        if (first is not null)
        {
            _replay.Enqueue(first);
        }

        Sent.CopyTo(_replay);
        return true;
    }

    public MessageBuffer TakeReplayed() => _replay.Dequeue();

    public void Clear()
    {
        EndReplay();
        Sent.Clear();
        ReleaseReserved();
    }

    // The socket is gone before all was sent again: it is still kept.
    private void EndReplay()
    {
        while (_replay.TryDequeue(out MessageBuffer? message))
        {
            message.Release();
        }
    }

    private bool TryReserve(long bytes)
    {
        if (limits.Budget?.TryReserve(bytes) == false)
        {
            return false;
        }

        _reserved += bytes;
        return true;
    }

    private void ReleaseReserved()
    {
        limits.Budget?.Release(_reserved);
        _reserved = 0;
    }
}
