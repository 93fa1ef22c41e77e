using System;
using System.Buffers.Text;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Sessions;

/// <summary>Writes and reads the notifications of a session that carry a count (protocol sections 8 and 9).</summary>
internal static class SessionFrames
{
    private static readonly RpcMethod s_received = new("$/session/ack", ["received", "reply"]);

    public static void WriteReceived(MessageBuffer message, ReadOnlySpan<byte> name, long received)
    {
        message.Write("""{"jsonrpc":"2.0","method":"$/session/"""u8);
        message.Write(name);
        message.Write("\",\"params\":{\"received\":"u8);
        WriteNumber(message, received);
        message.Write("}}"u8);
    }

    private static void WriteMilliseconds(MessageBuffer message, TimeSpan time) =>
        WriteNumber(message, Math.Max(0, (long)time.TotalMilliseconds));

    private static void WriteNumber(MessageBuffer message, long number)
    {
        Utf8Formatter.TryFormat(number, message.GetSpan(20), out int written);
        message.Advance(written);
    }

    public static void WritePing(MessageBuffer message, long? received)
    {
        if (received is { } count)
        {
            WriteReceived(message, "ping"u8, count);
        }
        else
        {
            message.Write("""{"jsonrpc":"2.0","method":"$/session/ping","params":{}}"""u8);
        }
    }

    /// <summary>This side will leave (protocol section 8).</summary>
    public static MessageBuffer WriteClose(TimeSpan deadline, TimeSpan retryAfter)
    {
        MessageBuffer message = MessageBuffer.Rent();
        message.Write("""{"jsonrpc":"2.0","method":"$/session/close","params":{"reason":"draining","deadline":"""u8);
        WriteMilliseconds(message, deadline);
        message.Write(""","retryAfter":"""u8);
        WriteMilliseconds(message, retryAfter);
        message.Write(""","url":null}}"""u8);
        return message;
    }

    /// <summary>Reads the count, if there is one, and whether an answer is wanted.</summary>
    /// <returns><see langword="false"/>: the parameters are not what they should be, and say nothing.</returns>
    public static bool TryRead(ReadOnlySpan<byte> json, out long? received, out bool reply)
    {
        received = null;
        reply = false;
        var arguments = new RpcArgumentReader(json);
        try
        {
            while (arguments.MoveNext(s_received))
            {
                switch (arguments.Index)
                {
                    case 0:
                        received = RpcCodecs.Int64.Read(ref arguments.Json);
                        break;
                    case 1:
                        reply = RpcCodecs.Boolean.Read(ref arguments.Json);
                        break;
                    default:
                        arguments.Json.Skip();
                        break;
                }
            }

            arguments.End(s_received, required: 0);
            return true;
        }
        catch (RpcPayloadException)
        {
            received = null;
            reply = false;
            return false;
        }
    }
}
