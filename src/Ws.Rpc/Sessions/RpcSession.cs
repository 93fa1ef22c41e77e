using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Calls;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Connections;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Sessions;

/// <summary>
/// One peer, as proxies and handlers see it: it outlives the socket it is attached to. The same on both sides. Thread-safe.
/// </summary>
internal sealed class RpcSession : RpcChannel, IDisposable
{
    // Guards the replacement of Options.
    private readonly Lock _gate = new();
    private readonly MessageReceiver _receiver;
    private volatile SessionOptions _options;
    private volatile CancellationTokenSource _ended = new();
    private volatile ConnectionStreams _streams;
    private bool _isOver;

    public RpcSession(SessionOptions options, params ImmutableArray<CallTarget> targets)
        : this(options, new CallTargets(targets))
    {
    }

    /// <param name="options">What it knows of its side.</param>
    /// <param name="targets">What it serves, which other sessions may serve, too.</param>
    public RpcSession(SessionOptions options, CallTargets targets)
    {
        _options = options;
        ArgumentOptions = new JsonReaderOptions { MaxDepth = options.Limits.MaxDepth - 1 };
        Targets = targets;
        Calls = new CallQueue(
            options.MaxConcurrentCalls, options.MaxPendingCalls, options.MaxWaitingBytes, () => Outgoing!.Count);
        ProgressTokens = new PeerTokens(options.MaxProgressTokens);
        Sender = new SessionSender(this);
        Link = new SessionLink(this, Close);
        Continuity = new SessionContinuity(this);
        Heartbeat = new SessionHeartbeat(this);
        Outgoing = new OutgoingCalls(this);
        _receiver = new MessageReceiver(this);
        _streams = new ConnectionStreams(this, null);
    }

    public SessionOptions Options => _options;

    /// <summary>How the arguments of a call are read: they are one level down in their message.</summary>
    public JsonReaderOptions ArgumentOptions { get; }

    public override JsonSerializerOptions JsonOptions => Options.Json;

    public CallTargets Targets { get; }

    /// <summary>What owns the connections that it lives on.</summary>
    public IConnectionOwner Receiver => _receiver;

    /// <summary>Where its messages go out.</summary>
    public SessionSender Sender { get; }

    /// <summary>The connection that it lives on.</summary>
    public SessionLink Link { get; }

    /// <summary>What lets it go on over another connection.</summary>
    public SessionContinuity Continuity { get; }

    /// <summary>What a peer hears of it in silence.</summary>
    public SessionHeartbeat Heartbeat { get; }

    /// <summary>Who keeps it while it has no connection; nobody: it ends with the one that it has.</summary>
    public ISessionKeeper? Keeper { get; set; }

    /// <summary>Our calls that await the peer's answer.</summary>
    public OutgoingCalls Outgoing { get; }

    /// <summary>The peer's calls that can be cancelled.</summary>
    public RunningCalls Running { get; } = new();

    /// <summary>The streams of the connection that the session is attached to.</summary>
    public ConnectionStreams Streams => _streams;

    /// <summary>The tokens of the peer's calls that report progress.</summary>
    public PeerTokens ProgressTokens { get; }

    /// <summary>The order and number in which the peer's calls start.</summary>
    public CallQueue Calls { get; }

    /// <summary>Whether requests may be sent to this peer: not every JSON-RPC client answers them (protocol section 1).</summary>
    public bool PeerAnswers { get; set; } = true;

    /// <summary>What the layers above keep of this peer.</summary>
    public object? State { get; set; }

    /// <summary>
    /// Told when the peer says that it will leave (protocol section 8), on the receive loop, which must not wait.
    /// </summary>
    public Action<SessionGoodbye>? GoingAway { get; set; }

    /// <summary>
    /// What calls in flight fail with when the session ends; an <see cref="RpcConnectionException"/>, if nothing.
    /// </summary>
    public Func<RpcDisconnect, Exception>? Loss { get; set; }

    /// <summary>Checks the peer's fresh credentials, where it can have any.</summary>
    public ISessionAuthenticator? Authenticator { get; set; }

    /// <summary>Whether the peer has opened a session (protocol section 8), which it may once.</summary>
    public bool IsOpen { get; set; }

    /// <summary>The public id of the connection, for logs and application code.</summary>
    public string ConnectionId { get; set; } = "";

    /// <summary>
    /// Counts the peers that the session was attached to. What one of them asked is not answered to the next, whose ids begin
    /// anew.
    /// </summary>
    public int Generation => Link.Generation;

    /// <summary>Fires when the peer is gone for good.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <summary>Lets the serializer options know the types of a contract; proxies made before keep what they have.</summary>
    public void Learn(RpcContract contract)
    {
        lock (_gate)
        {
            JsonSerializerOptions json = RpcJson.With(_options.Json, contract);
            if (!ReferenceEquals(json, _options.Json))
            {
                _options = _options with { Json = json };
            }
        }
    }

    /// <summary>Makes the session live on this connection; <see cref="RunAsync"/> must follow.</summary>
    public void Attach(RpcConnection connection)
    {
        if (_isOver)
        {
            // Whether the old one has fired yet or not: that happens on the pool.
            _ended = new CancellationTokenSource();
            _isOver = false;
        }

        Running.Open();
        _receiver.Begin();

        Link.Attach(connection);
        _streams = new ConnectionStreams(this, connection);
        Outgoing.Open();
    }

    /// <summary>
    /// Serves the attached connection until it is over, and says how it ended. Unless the session is kept then, what was in
    /// flight has ended with it. Never fails.
    /// </summary>
    public async Task<RpcDisconnect> RunAsync(RpcConnection connection)
    {
        // Calls are not part of what was going on when the connection was made, such as the request for the upgrade.
        Activity.Current = null;
        return await connection.RunAsync(_receiver).ConfigureAwait(false);
    }

    /// <inheritdoc cref="SessionLink.TryResumeAsync"/>
    public Task<bool> TryResumeAsync(RpcConnection connection, MessageBuffer? first, long received) =>
        Link.TryResumeAsync(connection, _receiver, first, received);

    public override ValueTask<TResult> InvokeAsync<TArguments, TResult>(
        RpcMethod method, in TArguments arguments, RpcCodec<TResult> result, CancellationToken cancellationToken)
    {
        if (!PeerAnswers)
        {
            return ValueTask.FromException<TResult>(NoAnswerExpected(method));
        }

        PendingCall<TResult> call = PendingCall<TResult>.Rent(method, result);
        ValueTask<TResult> task = call.Task;
        Outgoing.Begin(call, arguments, cancellationToken);
        return Calls.CurrentTurn is { } turn ? turn.AwaitAsync(task) : task;
    }

    public override ValueTask InvokeAsync<TArguments>(
        RpcMethod method, in TArguments arguments, CancellationToken cancellationToken)
    {
        if (!PeerAnswers)
        {
            return ValueTask.FromException(NoAnswerExpected(method));
        }

        PendingCall<bool> call = PendingCall<bool>.Rent(method, null);
        ValueTask task = call.TaskWithoutResult;
        Outgoing.Begin(call, arguments, cancellationToken);
        return Calls.CurrentTurn is { } turn ? turn.AwaitAsync(task) : task;
    }

    public override IAsyncEnumerable<T> StreamAsync<TArguments, T>(
        RpcMethod method, in TArguments arguments, RpcCodec<T> item, CancellationToken cancellationToken) => PeerAnswers
        ? new ResultStream<TArguments, T>(this, method, arguments, item, cancellationToken)
        : new RpcFailedStream<T>(() => NoAnswerExpected(method));

    public override ValueTask NotifyAsync<TArguments>(RpcMethod method, in TArguments arguments)
    {
        OutboxResult sent = Sender.Notify(NotificationWriter.Write(method, arguments));
        return sent is OutboxResult.Accepted or OutboxResult.Dropped ? default : ValueTask.FromException(SendFailure.Of(sent));
    }

    public override void Notify<TArguments>(RpcMethod method, in TArguments arguments) =>
        Sender.Notify(NotificationWriter.Write(method, arguments));

    /// <summary>Whether new calls of the peer are refused, because this side will leave.</summary>
    public bool IsDraining { get; private set; }

    /// <summary>How many calls of the peer are not answered yet, streams included.</summary>
    public int CallsUnderWay => Calls.Count + Streams.Calls;

    /// <summary>Tells the peer that this side will leave, and begins no more calls of its.</summary>
    /// <param name="deadline">How long those under way are served.</param>
    /// <param name="retryAfter">Within what time the peer shall connect anew.</param>
    public void BeginDrain(TimeSpan deadline, TimeSpan retryAfter)
    {
        IsDraining = true;
        if (IsOpen)
        {
            Sender.SendControl(SessionFrames.WriteClose(deadline, retryAfter));
        }
    }

    /// <inheritdoc cref="SessionLink.Connection"/>
    public RpcConnection? Connection => Link.Connection;

    /// <inheritdoc cref="SessionLink.ConnectionOf"/>
    public RpcConnection? ConnectionOf(int generation) => Link.ConnectionOf(generation);

    /// <summary>Sends what waits.</summary>
    public void Flush() => Connection?.Flush();

    /// <summary>Sends what was accepted, closes the connection and lets <see cref="RunAsync"/> end.</summary>
    public ValueTask CloseAsync(RpcDisconnect cause, TimeSpan timeout) =>
        Connection?.CloseAsync(cause, timeout, Options.Time) ?? default;

    /// <summary>
    /// Begins to close the connection, with or without sending what is queued; <see cref="RunAsync"/> ends then. A session that
    /// is kept without a connection ends.
    /// </summary>
    public void BeginClose(RpcDisconnect cause, bool flush) => Link.BeginClose(cause, flush);

    public void Dispose()
    {
        Heartbeat.Dispose();
        Outgoing.Dispose();
    }

    private static RpcException NoAnswerExpected(RpcMethod method) => new(
        RpcErrorCode.Unavailable, $"'{method.Name}' needs an answer, and this client has not said that it gives any.");

    private void Close(RpcDisconnect disconnect)
    {
        Func<Exception> lost = () => Loss?.Invoke(disconnect) ?? Over(disconnect, isUnsent: false);
        Outgoing.Close(lost, () => Over(disconnect, isUnsent: true));
        _streams.Close(lost());
        Calls.Clear();
        ProgressTokens.Clear();
        foreach (CancellationTokenSource call in Running.Close())
        {
            CallCancellation.Begin(call, Options.Logger);
        }

        _isOver = true;
        CallCancellation.Begin(_ended, Options.Logger);
    }

    private static RpcConnectionException Over(RpcDisconnect disconnect, bool isUnsent) =>
        new($"The connection is over: {disconnect.Description}", disconnect, disconnect.Exception) { IsUnsent = isUnsent };
}
