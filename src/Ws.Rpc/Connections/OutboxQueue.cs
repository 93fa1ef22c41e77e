using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using Ws.Rpc.Diagnostics;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Connections;

/// <summary>The messages of an <see cref="Outbox"/> in their order, within its limits. Used under its gate.</summary>
internal sealed class OutboxQueue(OutboxLimits limits)
{
    private readonly WaitingMessages _messages = new();
    private Dictionary<MessageBuffer, LatestMessage>? _replaceable;

    public int Count => _messages.Count;

    public int Bytes { get; private set; }

    /// <summary>Of a queue that is not empty: whether nobody waits for what is in it.</summary>
    public bool IsUnhurried { get; private set; }

    /// <summary>
    /// Queues a message, or puts it where an older one waits. One that finds no room is refused, or takes that of others: as the
    /// limits say, and only of those that may be dropped.
    /// </summary>
    public OutboxResult Add(MessageBuffer message, LatestMessage? latest, MessageClass kind)
    {
        bool mayDrop = kind == MessageClass.Droppable;
        MessageBuffer? older = latest?.Waiting;
        long added = message.Length - (older?.Length ?? 0L);
        int frames = older is null ? 1 : 0;
        if (!HasRoom(added, frames) && !TryMakeRoom(added, frames, mayDrop))
        {
            return mayDrop && limits.Overflow != OutboxOverflow.Refuse ? OutboxResult.Dropped : OutboxResult.Full;
        }

        Bytes += (int)added;
        IsUnhurried = kind == MessageClass.Acknowledgement && (Count == 0 || IsUnhurried);
        if (older is not null)
        {
            older.SwapContent(message);
            message.Release();
            return OutboxResult.Accepted;
        }

        _messages.Add(message, kind);
        if (latest is not null)
        {
            latest.Waiting = message;
            (_replaceable ??= []).Add(message, latest);
        }

        return OutboxResult.Accepted;
    }

    /// <summary>Takes out the next message, which stays as it is from here on.</summary>
    public bool TryTake([NotNullWhen(true)] out MessageBuffer? message, out MessageClass kind)
    {
        if (!_messages.TryTake(out message, out kind))
        {
            return false;
        }

        Bytes -= message.Length;
        if (_replaceable is { Count: > 0 } && _replaceable.Remove(message, out LatestMessage? latest))
        {
            latest.Waiting = null;
        }

        return true;
    }

    /// <summary>Lets go of those that were for a connection that is over.</summary>
    public void DropControl()
    {
        while (_messages.TryTakeControl(out MessageBuffer? message))
        {
            Bytes -= message.Length;
            message.Release();
        }
    }

    /// <summary>Lets go of all messages.</summary>
    public void Clear()
    {
        while (TryTake(out MessageBuffer? message, out _))
        {
            message.Release();
        }
    }

    private bool HasRoom(long bytes, int frames) => Bytes + bytes <= limits.MaxBytes && Count + frames <= limits.MaxFrames;

    private bool TryMakeRoom(long bytes, int frames, bool mayDrop)
    {
        // One that is longer than the whole queue drives nobody out.
        if (limits.Overflow == OutboxOverflow.Refuse
            || (mayDrop && limits.Overflow == OutboxOverflow.DropNewest)
            || bytes > limits.MaxBytes)
        {
            return false;
        }

        while (!HasRoom(bytes, frames))
        {
            if (!_messages.TryDrop(out MessageBuffer? dropped))
            {
                return false;
            }

            Bytes -= dropped.Length;
            dropped.Release();
            RpcMeter.NotificationGivenUp();
        }

        return true;
    }
}
