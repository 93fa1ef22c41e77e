using System;
using System.Text.Json;
using Ws.Rpc.Streams;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Sessions;

/// <summary>
/// The protocol's methods on streams (section 7), as they come. Notifications about streams that are over, or that never were,
/// are ignored: the peer may not know yet.
/// </summary>
internal static class StreamMethods
{
    public static bool IsItems(ReadOnlySpan<byte> method) => method.SequenceEqual("$/stream"u8);

    /// <summary>
    /// Hands the items of a <c>$/stream</c> to their stream; <see langword="false"/> if the arguments are not JSON, which can
    /// only be where nobody has looked yet.
    /// </summary>
    public static bool TryDeliver(RpcSession session, ReadOnlySpan<byte> json)
    {
        var frame = new StreamFrameReader(json, session.ArgumentOptions);
        try
        {
            frame.Read(session);
        }
        catch (JsonException)
        {
            frame.Receiver?.Unstage();
            return false;
        }

        if (frame.Receiver is { } receiver)
        {
            Publish(session, receiver, frame);
        }

        return true;
    }

    /// <summary>Handles <c>$/credit</c>.</summary>
    public static void Grant(RpcSession session, ReadOnlySpan<byte> json)
    {
        if (StreamArgumentsReader.TryRead(json, out StreamName name, out int items) && items > 0)
        {
            FindSource(session, name)?.Grant(items);
        }
    }

    /// <summary>Handles <c>$/enumerator/abort</c>.</summary>
    public static void Abort(RpcSession session, ReadOnlySpan<byte> json)
    {
        if (StreamArgumentsReader.TryRead(json, out StreamName name, out _)
            && name.IsToken
            && name.Value.TryGetNumber(out long token)
            && session.Streams.Tokens.Find(token) is { } source)
        {
            session.Streams.Tokens.Remove(token, source);
            source.Abort();
        }
    }

    /// <summary>Handles <c>$/enumerator/next</c>; otherwise says which error the answer is.</summary>
    public static bool TryAsk(RpcSession session, in Envelope envelope, out int error)
    {
        if (!StreamArgumentsReader.TryRead(envelope.Params, out StreamName name, out _) || !name.IsToken)
        {
            error = RpcErrorCode.InvalidParams;
            return false;
        }

        IStreamSource? source = FindSource(session, name);
        error = source is null ? RpcErrorCode.NoSuchStream : RpcErrorCode.InvalidRequest;
        return source is not null && source.TryAsk(envelope.Id);
    }

    private static IStreamSource? FindSource(RpcSession session, StreamName name)
    {
        if (!name.IsToken)
        {
            return session.Streams.FromPeer.Find(name) as IStreamSource;
        }

        return name.Value.TryGetNumber(out long token) ? session.Streams.Tokens.Find(token) : null;
    }

    private static RpcException ReadError(ReadOnlySpan<byte> json, RpcSession session) => json[0] == (byte)'{'
        ? ErrorAnswer.Read(json, session.Options.Json)
        : new RpcProtocolException("The peer ended a stream among its arguments with something that is not an error object.");

    private static void Publish(RpcSession session, StreamReceiver receiver, in StreamFrameReader frame)
    {
        // Who lets his items be pulled has no credit to push any. Only a result can be continued: nobody would take the positions
        // of an argument.
        if ((receiver.IsPulled && receiver.StagedCount > 0)
            || !receiver.TryPublish(frame.Argument is null ? frame.Cursor : null))
        {
            session.Streams.Violate("More items of a stream were sent than there was credit for.");
        }
        else if (frame.Argument is { } argument)
        {
            if (!frame.Error.IsEmpty)
            {
                argument.End(ReadError(frame.Error, session));
            }
            else if (frame.IsDone)
            {
                argument.End(null);
            }
        }
    }
}
