using System;

namespace Ws.Rpc.Wire;

/// <summary>Writes the envelope's members, in the order of protocol section 3, around arguments and results.</summary>
internal static class EnvelopeWriter
{
    public static void WriteRequestHead(MessageBuffer buffer, long id, ReadOnlySpan<byte> encodedName, bool byName = false)
    {
        buffer.Write("""{"jsonrpc":"2.0","id":"""u8);
        new RequestId(id).WriteTo(buffer);
        WriteMethod(buffer, encodedName);
        buffer.Write(byName ? (byte)'{' : (byte)'[');
    }

    public static void WriteNotificationHead(MessageBuffer buffer, ReadOnlySpan<byte> encodedName)
    {
        buffer.Write("""{"jsonrpc":"2.0" """u8[..^1]);
        WriteMethod(buffer, encodedName);
        buffer.Write((byte)'[');
    }

    public static void WriteArgumentsTail(MessageBuffer buffer, bool byName = false) => buffer.Write(byName ? "}}"u8 : "]}"u8);

    public static void WriteResultHead(MessageBuffer buffer, RequestId id)
    {
        buffer.Write("""{"jsonrpc":"2.0","id":"""u8);
        id.WriteTo(buffer);
        buffer.Write(""","result":"""u8);
    }

    public static void WriteObjectTail(MessageBuffer buffer) => buffer.Write((byte)'}');

    /// <summary>Asks the peer to cancel one of our requests (protocol section 5).</summary>
    public static void WriteCancel(MessageBuffer buffer, long id)
    {
        buffer.Write("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":"""u8);
        new RequestId(id).WriteTo(buffer);
        buffer.Write("}}"u8);
    }

    /// <summary>Begins a report of progress (protocol section 6); <see cref="WriteProgressTail"/> ends it.</summary>
    public static void WriteProgressHead(MessageBuffer buffer, RequestId token)
    {
        buffer.Write("""{"jsonrpc":"2.0","method":"$/progress","params":{"token":"""u8);
        token.WriteTo(buffer);
        buffer.Write(""","value":"""u8);
    }

    public static void WriteProgressTail(MessageBuffer buffer) => buffer.Write("}}"u8);

    private static void WriteMethod(MessageBuffer buffer, ReadOnlySpan<byte> encodedName)
    {
        buffer.Write(""","method":"""u8);
        buffer.Write(encodedName);
        buffer.Write(""","params":"""u8);
    }
}
