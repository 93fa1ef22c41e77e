using System;
using System.Globalization;
using System.Text;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Sessions;

/// <summary>Answers <c>$/session/auth</c> (protocol section 8): fresh credentials without a new connection.</summary>
internal static class SessionAuth
{
    /// <summary>Begins to check; <see langword="false"/> with the error's code, if that is not to be.</summary>
    public static bool TryBegin(RpcSession session, in Envelope envelope, out int error)
    {
        if (session.Authenticator is not { } authenticator || envelope.Kind != EnvelopeKind.Request)
        {
            error = RpcErrorCode.MethodNotFound;
            return false;
        }

        if (!session.IsOpen)
        {
            error = RpcErrorCode.InvalidRequest;
            return false;
        }

        error = Read(envelope.Params, out string token);
        if (error == 0 && !authenticator.TryBegin(token, envelope.Id, session.Generation))
        {
            error = RpcErrorCode.Unavailable;
        }

        return error == 0;
    }

    /// <param name="session">The peer that asked.</param>
    /// <param name="id">Its request.</param>
    /// <param name="generation">The <see cref="RpcSession.Generation"/> in which it came.</param>
    /// <param name="expiresIn">How long the credentials hold; <see langword="null"/> for as long as the connection.</param>
    public static void Accept(RpcSession session, RequestId id, int generation, TimeSpan? expiresIn)
    {
        MessageBuffer message = MessageBuffer.Rent();
        EnvelopeWriter.WriteResultHead(message, id);
        message.Write("""{"expiresIn":"""u8);
        message.Write(expiresIn is { } time
            ? Encoding.UTF8.GetBytes(((long)time.TotalMilliseconds).ToString(CultureInfo.InvariantCulture))
            : "null"u8);
        message.Write((byte)'}');
        EnvelopeWriter.WriteObjectTail(message);
        session.Sender.ReplyControl(message, generation);
    }

    public static void Refuse(RpcSession session, RequestId id, int generation, int error)
    {
        MessageBuffer message = MessageBuffer.Rent();
        ErrorWriter.WriteStandard(message, id, error, null);
        session.Sender.ReplyControl(message, generation);
    }

    private static int Read(ReadOnlySpan<byte> json, out string token)
    {
        token = "";
        var arguments = new RpcArgumentReader(json);
        try
        {
            while (arguments.MoveNext(SessionProtocol.Auth))
            {
                if (arguments.Index == 0)
                {
                    token = RpcCodecs.String.Read(ref arguments.Json);
                }
                else
                {
                    arguments.Json.Skip();
                }
            }

            arguments.End(SessionProtocol.Auth, required: 1);
            return 0;
        }
        catch (RpcPayloadException)
        {
            return RpcErrorCode.InvalidParams;
        }
    }
}
