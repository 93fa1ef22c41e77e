using System;
using System.Threading;
using Microsoft.Extensions.Logging;
using Ws.Rpc.Calls;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Connections;
using Ws.Rpc.Streams;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Sessions;

/// <summary>
/// The streams of one connection, which end with it, and what they need of it. Results that we receive are not here: they are
/// found by their pending calls. Thread-safe.
/// </summary>
internal sealed class ConnectionStreams : IStreamLink
{
    // How many times as much a consumer may be given who is quicker than the round trip.
    private const int CreditGrowth = 16;

    private readonly RpcSession _session;
    private readonly RpcConnection? _connection;
    private readonly int _generation;
    private int _calls;

    /// <param name="session">The session.</param>
    /// <param name="connection">Its connection; none before the first.</param>
    public ConnectionStreams(RpcSession session, RpcConnection? connection)
    {
        _session = session;
        _connection = connection;
        _generation = session.Generation;
        FromPeer = new StreamTable<StreamName, object>(session.Options.MaxStreams);
        Tokens = new StreamTokens(session.Options.MaxStreamTokens);
        Budget = new StreamBudget(session.Options.MaxStreamBytes);
        if (connection is null)
        {
            Close(new RpcConnectionException("There is no connection."));
        }
    }

    /// <summary>
    /// The streams that calls of the peer have begun: results that are pushed to it (<see cref="IStreamSource"/>), and its
    /// arguments (<see cref="IArgumentStream"/>).
    /// </summary>
    public StreamTable<StreamName, object> FromPeer { get; }

    /// <summary>The streams of ours that the peer knows by a token.</summary>
    public StreamTokens Tokens { get; }

    public ILogger Logger => _session.Options.Logger;

    public TimeProvider Time => _session.Options.Time;

    public int MaxFrameBytes => _session.Options.MaxAnswerBytes;

    public int MaxStreams => _session.Options.MaxStreams;

    /// <summary>How long the peer may leave a token alone.</summary>
    public TimeSpan IdleTimeout => _session.Options.StreamIdleTimeout;

    public int Credit => _session.Options.StreamCredit;

    // A server does not let its many clients decide how much it keeps for them.
    public int MaxCredit => _session.Options.IsServer ? Credit : Credit * CreditGrowth;

    /// <summary>How many calls of the peer that bear streams have not ended.</summary>
    public int Calls => Volatile.Read(ref _calls);

    private int MaxCalls => MaxStreams + _session.Options.MaxStreamTokens;

    public StreamBudget Budget { get; }

    /// <summary>How many streams live on this connection, without the results that we receive.</summary>
    public int Count => FromPeer.Count + Tokens.Count;

    // Soon, as more items may follow, or with what all callers send that go on.
    private FlushTiming Timing => _session.Outgoing.Callers.IsContinuing ? FlushTiming.Later : FlushTiming.Soon;

    /// <summary>
    /// Counts a call of the peer that bears streams, to its end: its streams may be over long before, and some count nowhere.
    /// </summary>
    /// <exception cref="RpcException">There are too many.</exception>
    public void BeginCall()
    {
        if (Interlocked.Increment(ref _calls) > MaxCalls)
        {
            EndCall();
            throw new RpcException(
                RpcErrorCode.Unavailable, $"{MaxCalls} calls with streams are already under way on this connection.");
        }
    }

    public void EndCall() => Interlocked.Decrement(ref _calls);

    public StreamArguments ForArguments(RpcMethod method) => new(this, Tokens, method);

    // Like an answer: credit, items or an end that is lost would leave the peer, or us, waiting for ever.
    public void Send(MessageBuffer message) => _session.Sender.Reply(message, _generation);

    public OutboxResult Send(MessageBuffer message, IRoomWaiter waiter) =>
        _connection?.Send(_session.Receiver, message, Timing, null, waiter) ?? OutboxResult.Closed;

    public void Ask(StreamAnswer answer, RequestId token) =>
        _session.Outgoing.Begin(answer, new TokenArguments(token), CancellationToken.None);

    public bool Abandon(StreamAnswer answer) => _session.Outgoing.Abandon(answer);

    // The receive loop continues when it would wait what it has made ready itself.
    public void Resume(ReadyItem item)
    {
        _session.Outgoing.Callers.Add(item);
        if (_connection is not { IsReceiving: true })
        {
            _session.Outgoing.Callers.Schedule();
        }
    }

    public void Cancel(CancellationTokenSource source) => CallCancellation.Begin(source, Logger);

    public void Enlist(RequestId id, CancellationTokenSource source)
    {
        if (_session.Streams != this || !_session.Running.Add(id, source))
        {
            Cancel(source);
        }
    }

    public void Delist(RequestId id, CancellationTokenSource source) => _session.Running.Remove(id, source);

    public void AnswerFailure(Exception exception, RequestId id, RpcMethod method, bool cancelled) =>
        Send(FailureAnswer.Write(exception, id, method, cancelled, _session.Options));

    public void WriteFailure(MessageBuffer message, Exception exception, RpcMethod method) =>
        FailureAnswer.WriteError(message, exception, method, _session.Options);

    /// <summary>Closes the connection: the peer breaks the rules of protocol section 7.</summary>
    public void Violate(string how) => _session.BeginClose(
        new RpcDisconnect(RpcDisconnectReason.ProtocolViolation, 4500, how), flush: false);

    /// <summary>Ends all streams; from now on there are none.</summary>
    public void Close(Exception reason)
    {
        foreach (object stream in FromPeer.Close())
        {
            (stream as IArgumentStream)?.Lose(reason);
        }

        foreach (IStreamSource source in Tokens.Close())
        {
            source.Abort();
        }
    }
}
