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
        Utf8Formatter.TryFormat(received, message.GetSpan(20), out int written);
        message.Advance(written);
        message.Write("}}"u8);
    }

    /// <summary>Reads the count, if there is one, and whether an answer is wanted.</summary>
    /// <returns><see langword="false"/>: the parameters are not what they should be.</returns>
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
            return false;
        }
    }
}
