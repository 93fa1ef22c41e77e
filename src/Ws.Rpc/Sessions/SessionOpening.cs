using System;
using System.Text.Json;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Sessions;

/// <summary>
/// Answers <c>$/session/open</c> (protocol section 8). No heartbeat and no resume are offered: the answer's <c>heartbeat</c> is
/// <c>null</c> and its <c>resume</c> is left out, which is how the protocol says so.
/// </summary>
internal static class SessionOpening
{
    public static bool TryAccept(RpcSession session, in Envelope envelope, out int error)
    {
        bool isOpen = envelope.Method.SequenceEqual("$/session/open"u8);
        if (!isOpen || !session.Options.IsServer || envelope.Kind != EnvelopeKind.Request)
        {
            error = RpcErrorCode.MethodNotFound;
            return false;
        }

        if (session.IsOpen)
        {
            error = RpcErrorCode.InvalidRequest;
            return false;
        }

        error = Read(envelope.Params, out bool calls);
        if (error != 0)
        {
            return false;
        }

        session.IsOpen = true;
        session.PeerAnswers = calls;
        Answer(session, envelope.Id);
        return true;
    }

    private static int Read(ReadOnlySpan<byte> json, out bool calls)
    {
        bool served = false;
        calls = false;
        var arguments = new RpcArgumentReader(json);
        try
        {
            while (arguments.MoveNext(SessionProtocol.Open))
            {
                switch (arguments.Index)
                {
                    case 0:
                        served = ReadVersions(ref arguments.Json);
                        break;
                    case 4:
                        calls = RpcCodecs.Boolean.Read(ref arguments.Json);
                        break;
                    default:
                        arguments.Json.Skip();
                        break;
                }
            }

            arguments.End(SessionProtocol.Open, required: 1);
        }
        catch (RpcPayloadException)
        {
            return RpcErrorCode.InvalidParams;
        }

        return served ? 0 : RpcErrorCode.UnsupportedVersion;
    }

    private static bool ReadVersions(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new RpcPayloadException("an array of versions is expected");
        }

        bool served = false;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            served |= RpcCodecs.Int32.Read(ref reader) == SessionProtocol.Version;
        }

        return served;
    }

    private static void Answer(RpcSession session, RequestId id)
    {
        MessageBuffer message = MessageBuffer.Rent();
        var writer = new RpcWriter(message);
        EnvelopeWriter.WriteResultHead(message, id);
        message.Write("""{"version":1,"connection":"""u8);
        RpcCodecs.String.Write(writer, session.ConnectionId);
        message.Write(""","heartbeat":null,"limits":{"message":"""u8);
        RpcCodecs.Int32.Write(writer, session.Options.MaxMessageBytes);
        message.Write(""","batch":"""u8);
        RpcCodecs.Int32.Write(writer, session.Options.Limits.MaxBatchEntries);
        message.Write(""","pending":"""u8);
        RpcCodecs.Int32.Write(writer, session.Options.MaxPendingCalls);
        message.Write("""},"agent":"""u8);
        RpcCodecs.String.Write(writer, SessionProtocol.Agent);
        message.Write((byte)'}');
        EnvelopeWriter.WriteObjectTail(message);
        session.Sender.Reply(message, session.Generation);
    }
}
