using System.Threading;
using Ws.Rpc.Connections;
using Ws.Rpc.Diagnostics;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Sessions;

/// <summary>
/// Puts a session's messages into the queue of its connection, and says what becomes of a peer that does not read. Thread-safe.
/// </summary>
internal sealed class SessionSender(RpcSession session)
{
    private long _heldBytes;

    /// <summary>Sends an answer, or drops it where the peer is gone. Takes over the reference.</summary>
    /// <param name="message">The answer.</param>
    /// <param name="generation">The <see cref="RpcSession.Generation"/> in which the request came.</param>
    public void Reply(MessageBuffer message, int generation) => Reply(message, generation, MessageClass.Required);

    /// <summary>
    /// The same for an answer that is not counted (protocol section 9), or behind which the counting begins.
    /// </summary>
    public void ReplyControl(MessageBuffer message, int generation, MessageClass kind = MessageClass.Control) =>
        Reply(message, generation, kind);

    private void Reply(MessageBuffer message, int generation, MessageClass kind)
    {
        RpcConnection? connection = session.ConnectionOf(generation);
        if (Send(message, connection, TimingOf(), kind) == OutboxResult.Full)
        {
            // An answer that is lost would leave the peer's caller waiting for ever.
            CutSlowConsumer(connection!);
        }
    }

    /// <summary>Sends a message, which others may share. Takes over one reference, whatever the result.</summary>
    public OutboxResult Send(MessageBuffer message) => Send(message, TimingOf(), MessageClass.Required);

    /// <summary>The same for a message that is not counted (protocol section 9), or behind which the counting begins.</summary>
    public OutboxResult SendControl(MessageBuffer message, MessageClass kind = MessageClass.Control) =>
        Send(message, TimingOf(), kind);

    /// <summary>
    /// Sends a notification, which others may share and which a peer that does not read may miss, where the limits say so. What
    /// is not sent is counted. Takes over one reference, whatever the result.
    /// </summary>
    public OutboxResult Notify(MessageBuffer message) => Notify(message, TimingOf());

    /// <summary>
    /// The same for a notification that goes to many peers: the flush is left to the thread pool, where it takes along what else
    /// has been added by then, while the caller goes on to the next peer.
    /// </summary>
    public OutboxResult Broadcast(MessageBuffer message) => Notify(message, FlushTiming.Soon);

    /// <summary>
    /// Counts an answer that waits for the others of its batch; where that is too much, <see langword="false"/> and the end of
    /// the connection.
    /// </summary>
    public bool TryHold(int bytes)
    {
        if (Interlocked.Add(ref _heldBytes, bytes) <= session.Options.MaxAnswerBytes)
        {
            return true;
        }

        Interlocked.Add(ref _heldBytes, -bytes);
        if (session.Connection is { } connection)
        {
            CutSlowConsumer(connection);
        }

        return false;
    }

    /// <summary>Ends what <see cref="TryHold"/> began.</summary>
    public void LetGo(int bytes) => Interlocked.Add(ref _heldBytes, -bytes);

    private OutboxResult Notify(MessageBuffer message, FlushTiming timing)
    {
        OutboxResult result = Send(message, timing, MessageClass.Droppable);
        if (result == OutboxResult.Dropped)
        {
            RpcMeter.NotificationGivenUp();
        }
        else if (result != OutboxResult.Accepted)
        {
            RpcMeter.NotificationNotSent(queueIsFull: result == OutboxResult.Full);
        }

        return result;
    }

    private OutboxResult Send(MessageBuffer message, FlushTiming timing, MessageClass kind)
    {
        RpcConnection? connection = session.Connection;
        OutboxResult result = Send(message, connection, timing, kind);
        if (result == OutboxResult.Full && session.Options.IsServer)
        {
            CutSlowConsumer(connection!);
        }

        return result;
    }

    private OutboxResult Send(MessageBuffer message, RpcConnection? connection, FlushTiming timing, MessageClass kind)
    {
        OutboxResult result = connection?.Send(session.Receiver, message, timing, kind: kind) ?? OutboxResult.Closed;
        if (result != OutboxResult.Accepted)
        {
            message.Release();
        }

        return result;
    }

    // Alone, a message goes at once; among others, one flush shall take them together.
    private FlushTiming TimingOf()
    {
        if (session.Outgoing.Callers.IsContinuing)
        {
            return FlushTiming.Later;
        }

        return session.Outgoing.Callers.TryTakeLast() || session.Outgoing.Count + session.Calls.Running <= 1
            ? FlushTiming.Now
            : FlushTiming.Soon;
    }

    private void CutSlowConsumer(RpcConnection connection)
    {
        session.Options.Logger.SlowConsumer(session.ConnectionId);
        var cause = new RpcDisconnect(RpcDisconnectReason.SlowConsumer, 4431, "Slow consumer");
        connection.BeginClose(cause, session.Options.CloseTimeout, session.Options.Time, flush: false);
    }
}
