using System;
using System.Collections.Generic;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Connections;

/// <summary>
/// What an <see cref="Outbox"/> needs to go on over another socket: the frames that may be lost, and while there is no socket, how
/// much may wait. Used under the outbox's gate.
/// </summary>
/// <param name="limits">The limits.</param>
/// <param name="lost">Told once that more had to wait than could be kept. It must not wait.</param>
internal sealed class ResumableFrames(ResumeLimits limits, Action lost)
{
    private readonly Queue<MessageBuffer> _replay = new();

    public SentFrames Sent { get; } = new(limits);

    public bool IsReplaying => _replay.Count > 0;

    /// <summary>Outside the gate.</summary>
    public Action OnLost { get; } = lost;

    /// <summary>Whether what waits, and this message, may do so without a socket.</summary>
    public bool HasRoom(OutboxQueue queue, int? added) =>
        Sent.HasRoom(queue.Bytes + (added ?? 0L), queue.Count + (added is null ? 0 : 1));

    /// <summary>Takes a message as the first one, and all frames behind this number to be sent again.</summary>
    public bool TryReplay(MessageBuffer? first, long received)
    {
        if (!Sent.ReachesBackTo(received))
        {
            return false;
        }

        Sent.TryAcknowledge(received);
        if (first is not null)
        {
            _replay.Enqueue(first);
        }

        Sent.CopyTo(_replay);
        return true;
    }

    public MessageBuffer TakeReplayed() => _replay.Dequeue();

    /// <summary>The socket is gone before all was sent again: it is still kept.</summary>
    public void EndReplay()
    {
        while (_replay.TryDequeue(out MessageBuffer? message))
        {
            message.Release();
        }
    }

    public void Clear()
    {
        EndReplay();
        Sent.Clear();
    }
}
