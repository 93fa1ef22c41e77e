using System;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Connections;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Sessions;

/// <summary>Answers <c>$/session/open</c> (protocol sections 8 and 9).</summary>
internal static class SessionOpening
{
    public static bool TryAccept(RpcSession session, in Envelope envelope, out int error)
    {
        if (!session.Options.IsServer || envelope.Kind != EnvelopeKind.Request)
        {
            error = RpcErrorCode.MethodNotFound;
            return false;
        }

        if (session.IsOpen)
        {
            error = RpcErrorCode.InvalidRequest;
            return false;
        }

        SessionRequest request;
        try
        {
            request = SessionRequest.Read(envelope.Params);
        }
        catch (RpcPayloadException)
        {
            error = RpcErrorCode.InvalidParams;
            return false;
        }

        error = request.IsServed ? 0 : RpcErrorCode.UnsupportedVersion;
        if (error == 0)
        {
            Open(session, envelope.Id, request);
        }

        return error == 0;
    }

    /// <summary>Answers with this session, which is a new one.</summary>
    /// <param name="session">The session.</param>
    /// <param name="id">The request.</param>
    /// <param name="offer">How the peer can go on with it; none: it cannot.</param>
    /// <param name="isInstead">Whether it wanted to go on with another one.</param>
    public static void Answer(RpcSession session, RequestId id, ResumeOffer? offer, bool isInstead)
    {
        MessageBuffer message = MessageBuffer.Rent();
        Write(message, session, id, isInstead ? false : null, offer, session.Authenticator?.ExpiresIn);
        if (offer is not null)
        {
            session.Continuity.Keep(session.Connection!);
            session.Continuity.Begin(token: null);
        }

        session.Sender.ReplyControl(
            message, session.Generation, offer is null ? MessageClass.Control : MessageClass.Opening);
    }

    /// <summary>The answer to a peer that goes on with this session.</summary>
    /// <param name="session">The session.</param>
    /// <param name="id">The request.</param>
    /// <param name="offer">How the peer can go on once more.</param>
    /// <param name="expiresIn">How long the credentials hold with which it came back.</param>
    public static MessageBuffer WriteResumed(RpcSession session, RequestId id, ResumeOffer offer, TimeSpan? expiresIn)
    {
        MessageBuffer message = MessageBuffer.Rent();
        Write(message, session, id, true, offer, expiresIn);
        return message;
    }

    private static void Open(RpcSession session, RequestId id, SessionRequest request)
    {
        session.IsOpen = true;
        session.PeerAnswers = request.Calls;
        session.Heartbeat.Begin(request.Heartbeat);
        if (request.Resume is { } resume && session.Keeper is { } keeper && session.Connection is { } connection)
        {
            connection.Hold(keeper.ResumeAsync(session, connection, id, resume));
            return;
        }

        ResumeOffer? offer = request.WantsResume ? session.Keeper?.Offer(session) : null;
        Answer(session, id, offer, isInstead: request.Resume is not null);
    }

    private static void Write(
        MessageBuffer message, RpcSession session, RequestId id, bool? resumed, ResumeOffer? offer, TimeSpan? expiresIn)
    {
        var writer = new RpcWriter(message);
        EnvelopeWriter.WriteResultHead(message, id);
        message.Write("""{"version":1,"connection":"""u8);
        RpcCodecs.String.Write(writer, session.ConnectionId);
        if (resumed is { } isResumed)
        {
            message.Write(""","resumed":"""u8);
            RpcCodecs.Boolean.Write(writer, isResumed);
        }

        if (resumed == true)
        {
            message.Write(""","received":"""u8);
            RpcCodecs.Int64.Write(writer, session.Continuity.Received);
        }

        message.Write(""","heartbeat":"""u8);
        WriteMilliseconds(message, writer, session.Heartbeat.Interval);
        if (expiresIn is not null)
        {
            message.Write(""","expiresIn":"""u8);
            WriteMilliseconds(message, writer, expiresIn);
        }

        WriteOffer(message, writer, offer);
        WriteLimits(message, writer, session.Options);
        message.Write(""","agent":"""u8);
        RpcCodecs.String.Write(writer, SessionProtocol.Agent);
        message.Write((byte)'}');
        EnvelopeWriter.WriteObjectTail(message);
    }

    private static void WriteMilliseconds(MessageBuffer message, RpcWriter writer, TimeSpan? time)
    {
        if (time is { } span)
        {
            RpcCodecs.Int64.Write(writer, (long)span.TotalMilliseconds);
        }
        else
        {
            message.Write("null"u8);
        }
    }

    private static void WriteOffer(MessageBuffer message, RpcWriter writer, ResumeOffer? offer)
    {
        if (offer is null)
        {
            return;
        }

        message.Write(""","resume":{"token":"""u8);
        RpcCodecs.String.Write(writer, offer.Token);
        message.Write(""","ttl":"""u8);
        RpcCodecs.Int64.Write(writer, (long)offer.Window.TotalMilliseconds);
        message.Write(""","buffer":"""u8);
        RpcCodecs.Int32.Write(writer, offer.BufferBytes);
        message.Write((byte)'}');
    }

    private static void WriteLimits(MessageBuffer message, RpcWriter writer, SessionOptions options)
    {
        message.Write(""","limits":{"message":"""u8);
        RpcCodecs.Int32.Write(writer, options.MaxMessageBytes);
        message.Write(""","batch":"""u8);
        RpcCodecs.Int32.Write(writer, options.Limits.MaxBatchEntries);
        message.Write(""","pending":"""u8);
        RpcCodecs.Int32.Write(writer, options.MaxPendingCalls);
        message.Write((byte)'}');
    }
}
