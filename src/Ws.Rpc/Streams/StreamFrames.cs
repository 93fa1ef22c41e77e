using Ws.Rpc.Wire;

namespace Ws.Rpc.Streams;

/// <summary>Writes the messages of protocol section 7 around items.</summary>
internal static class StreamFrames
{
    public static void WriteItemsHead(MessageBuffer message, StreamName name)
    {
        message.Write("""{"jsonrpc":"2.0","method":"$/stream","params":{"""u8);
        name.WriteTo(message);
        message.Write(""","items":["""u8);
    }

    public static void WriteItemsTail(MessageBuffer message, string? cursor, bool done)
    {
        message.Write((byte)']');
        if (cursor is not null)
        {
            message.Write(""","cursor":"""u8);
            JsonText.Write(message, cursor);
        }

        message.Write(done ? ""","done":true}}"""u8 : "}}"u8);
    }

    /// <summary>The frame of an argument whose source failed; its <c>error</c> follows, then <see cref="WriteTail"/>.</summary>
    public static void WriteErrorHead(MessageBuffer message, StreamName name)
    {
        message.Write("""{"jsonrpc":"2.0","method":"$/stream","params":{"""u8);
        name.WriteTo(message);
        message.Write(""","error":"""u8);
    }

    public static void WriteTail(MessageBuffer message) => message.Write("}}"u8);

    public static MessageBuffer Credit(StreamName name, int items)
    {
        MessageBuffer message = MessageBuffer.Rent();
        message.Write("""{"jsonrpc":"2.0","method":"$/credit","params":{"""u8);
        name.WriteTo(message);
        message.Write(""","n":"""u8);
        new RequestId(items).WriteTo(message);
        WriteTail(message);
        return message;
    }

    public static MessageBuffer Abort(RequestId token)
    {
        MessageBuffer message = MessageBuffer.Rent();
        message.Write("""{"jsonrpc":"2.0","method":"$/enumerator/abort","params":{"""u8);
        StreamName.Token(token).WriteTo(message);
        WriteTail(message);
        return message;
    }

    /// <summary>What stands for a stream among the arguments.</summary>
    public static void WritePlaceholder(MessageBuffer message, long token)
    {
        message.Write((byte)'{');
        StreamName.Token(new RequestId(token)).WriteTo(message);
        message.Write(""","push":true}"""u8);
    }

    /// <summary>The result of a call whose stream is pulled, up to its first item.</summary>
    public static void WritePulledHead(MessageBuffer message, RequestId id, long? token)
    {
        EnvelopeWriter.WriteResultHead(message, id);
        message.Write((byte)'{');
        if (token is { } number)
        {
            StreamName.Token(new RequestId(number)).WriteTo(message);
            message.Write((byte)',');
        }

        message.Write("\"values\":["u8);
    }

    /// <summary>The rest of it; <paramref name="finished"/> is said in an answer to <c>next</c> only.</summary>
    public static void WritePulledTail(MessageBuffer message, bool? finished)
    {
        message.Write(finished switch
        {
            null => "]}}"u8,
            true => """],"finished":true}}"""u8,
            false => """],"finished":false}}"""u8,
        });
    }
}
