using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Connections;

/// <summary>The messages of an <see cref="Outbox"/> in their order, within its limits. Used under its gate.</summary>
internal sealed class OutboxQueue(OutboxLimits limits)
{
    private readonly Queue<MessageBuffer> _messages = new();
    private Dictionary<MessageBuffer, LatestMessage>? _replaceable;

    public int Count => _messages.Count;

    public int Bytes { get; private set; }

    /// <summary>Queues a message, or puts it where an older one waits; <see langword="false"/> if there is no room.</summary>
    public bool TryAdd(MessageBuffer message, LatestMessage? latest)
    {
        MessageBuffer? older = latest?.Waiting;
        long bytes = (long)Bytes + message.Length - (older?.Length ?? 0);
        if (bytes > limits.MaxBytes || (older is null && Count >= limits.MaxFrames))
        {
            return false;
        }

        Bytes = (int)bytes;
        if (older is not null)
        {
            older.SwapContent(message);
            message.Release();
            return true;
        }

        _messages.Enqueue(message);
        if (latest is not null)
        {
            latest.Waiting = message;
            (_replaceable ??= []).Add(message, latest);
        }

        return true;
    }

    /// <summary>Takes out the next message, which stays as it is from here on.</summary>
    public bool TryTake([NotNullWhen(true)] out MessageBuffer? message)
    {
        if (!_messages.TryDequeue(out message))
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

    /// <summary>Lets go of all messages.</summary>
    public void Clear()
    {
        while (TryTake(out MessageBuffer? message))
        {
            message.Release();
        }
    }
}
