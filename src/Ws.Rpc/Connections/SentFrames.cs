using System.Collections.Generic;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Connections;

/// <summary>
/// The frames that were sent and that the peer has not acknowledged, by their numbers (protocol section 9): as many as the limits
/// allow, the oldest are let go. Used under the gate of an <see cref="Outbox"/>, which sends one frame at a time.
/// </summary>
internal sealed class SentFrames(ResumeLimits limits)
{
    private readonly Queue<MessageBuffer> _kept = new();
    private bool _counts;
    private long _acknowledged;

    /// <summary>How many frames were sent since the counting began.</summary>
    public long Sent { get; private set; }

    public int Count => _kept.Count;

    public int Bytes { get; private set; }

    /// <summary>Counts and keeps the next frame, which others may share.</summary>
    public void Add(MessageBuffer message, MessageClass kind)
    {
        _counts |= kind == MessageClass.Opening;
        if (!_counts || kind is not (MessageClass.Required or MessageClass.Droppable))
        {
            return;
        }

        Sent++;
        message.Retain();
        _kept.Enqueue(message);
        Bytes += message.Length;
        while (Bytes > limits.MaxBytes || _kept.Count > limits.MaxFrames)
        {
            LetGo();
        }
    }

    /// <summary>
    /// The peer has so many frames; <see langword="false"/> if it cannot, or has said that it had more already.
    /// </summary>
    public bool TryAcknowledge(long received)
    {
        if (received < _acknowledged || received > Sent)
        {
            return false;
        }

        _acknowledged = received;
        while (Sent - _kept.Count < received)
        {
            LetGo();
        }

        return true;
    }

    /// <summary>Whether that is no news: the peer has said that it has more.</summary>
    public bool IsOld(long received) => received >= 0 && received < _acknowledged;

    /// <summary>Whether everything behind this number is kept.</summary>
    public bool ReachesBackTo(long received) => received >= _acknowledged && received <= Sent && received >= Sent - _kept.Count;

    /// <summary>Whether so much more may wait to be sent while nothing is.</summary>
    public bool HasRoom(long bytes, int frames) => Bytes + bytes <= limits.MaxBytes && _kept.Count + frames <= limits.MaxFrames;

    /// <summary>Copies the references of all that is kept, in order; each is the receiver's to release.</summary>
    public void CopyTo(Queue<MessageBuffer> replay)
    {
        foreach (MessageBuffer message in _kept)
        {
            message.Retain();
            replay.Enqueue(message);
        }
    }

    public void Clear()
    {
        while (_kept.Count > 0)
        {
            LetGo();
        }
    }

    private void LetGo()
    {
        MessageBuffer message = _kept.Dequeue();
        Bytes -= message.Length;
        message.Release();
    }
}
