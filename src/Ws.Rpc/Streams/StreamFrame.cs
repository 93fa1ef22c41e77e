using System;
using System.Diagnostics.CodeAnalysis;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Diagnostics;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Streams;

/// <summary>The message that a sender fills with items, straight from the codec. For one thread at a time.</summary>
internal sealed class StreamFrame<T>(IStreamLink link, StreamName name, RpcMethod method, RpcCodec<T> codec)
{
    private const int MaxItems = 256;
    private const int MaxBytes = 64 * 1024;

    // What closes a frame, without a cursor.
    private const int TailBytes = 32;

    private MessageBuffer? _message;
    private string? _cursor;

    public int Items { get; private set; }

    public bool IsFull => Items == MaxItems || _message is { Length: >= MaxBytes };

    /// <summary>
    /// Adds an item, unless the frame has to be sent before: it would be too long, or an item without a position would follow one
    /// whose position the frame is to state.
    /// </summary>
    /// <exception cref="RpcException">The item cannot be sent at all.</exception>
    public bool TryAdd(T item, string? cursor)
    {
        if (_cursor is not null && cursor is null)
        {
            return false;
        }

        MessageBuffer message = Open();
        int start = message.Length;
        if (Items > 0)
        {
            message.Write((byte)',');
        }

        Write(message, item, start);
        if (message.Length + TailBytes + (cursor?.Length ?? 0) > link.MaxFrameBytes)
        {
            message.Truncate(start);
            return Items > 0 ? false : throw new RpcException(RpcErrorCode.ResponseTooLarge, "Response too large");
        }

        Items++;
        _cursor = cursor;
        return true;
    }

    /// <summary>Gives the finished message, or nothing where there is nothing to say.</summary>
    public MessageBuffer? Close(bool done)
    {
        if (Items == 0 && !done)
        {
            return null;
        }

        MessageBuffer message = Open();
        StreamFrames.WriteItemsTail(message, _cursor, done);
        _message = null;
        _cursor = null;
        Items = 0;
        return message;
    }

    public void Discard()
    {
        _message?.Release();
        _message = null;
    }

    private MessageBuffer Open()
    {
        if (_message is null)
        {
            _message = MessageBuffer.Rent();
            StreamFrames.WriteItemsHead(_message, name);
        }

        return _message;
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever a serializer throws is the answer -32003.")]
    private void Write(MessageBuffer message, T item, int start)
    {
        try
        {
            codec.Write(new RpcWriter(message), item);
        }
        catch (Exception exception)
        {
            link.Logger.ResultNotSerializable(exception, method.Name);
            message.Truncate(start);
            throw new RpcException(
                RpcErrorCode.ResponseNotSerializable, "Response not serializable", null, exception);
        }
    }
}
