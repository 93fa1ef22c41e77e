using System;
using System.Diagnostics.CodeAnalysis;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Connections;

/// <summary>
/// Messages in their order, of which some may be taken out of their turn, the oldest first. Taking one out is cheap however many
/// wait: what stands before the last one that was taken out is never looked at again.
/// </summary>
internal sealed class WaitingMessages
{
    private const int SmallestRing = 8;

    private Entry[] _ring = [];
    private long _head;
    private long _tail;
    private long _firstDroppable;

    public int Count { get; private set; }

    public void Add(MessageBuffer message, MessageClass kind)
    {
        if (_tail - _head == _ring.Length)
        {
            Grow();
        }

        At(_tail++) = new Entry(message, kind);
        Count++;
    }

    /// <summary>Takes out the oldest message.</summary>
    public bool TryTake([NotNullWhen(true)] out MessageBuffer? message, out MessageClass kind)
    {
        kind = default;
        for (message = null; message is null && _head < _tail; _head++)
        {
            (message, kind) = At(_head);
            At(_head) = default;
        }

        Count -= message is null ? 0 : 1;
        return message is not null;
    }

    /// <summary>Takes out the oldest message that may be dropped.</summary>
    public bool TryDrop([NotNullWhen(true)] out MessageBuffer? message)
    {
        for (_firstDroppable = Math.Max(_firstDroppable, _head); _firstDroppable < _tail; _firstDroppable++)
        {
            ref Entry entry = ref At(_firstDroppable);
            if (entry is { Kind: MessageClass.Droppable, Message: { } found })
            {
                entry = default;
                message = found;
                Count--;
                return true;
            }
        }

        message = null;
        return false;
    }

    /// <summary>Takes out a message that is the connection's own, which is over.</summary>
    public bool TryTakeControl([NotNullWhen(true)] out MessageBuffer? message)
    {
        for (long i = _head; i < _tail; i++)
        {
            ref Entry entry = ref At(i);
            if (entry is { Kind: not (MessageClass.Required or MessageClass.Droppable), Message: { } found })
            {
                entry = default;
                message = found;
                Count--;
                return true;
            }
        }

        message = null;
        return false;
    }

    private ref Entry At(long index) => ref _ring[index & (_ring.Length - 1)];

    private void Grow()
    {
        var larger = new Entry[Math.Max(SmallestRing, _ring.Length * 2)];
        for (long i = _head; i < _tail; i++)
        {
            larger[i & (larger.Length - 1)] = At(i);
        }

        _ring = larger;
    }

    private readonly record struct Entry(MessageBuffer? Message, MessageClass Kind);
}
