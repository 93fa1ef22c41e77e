using System;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;
using Ws.Rpc.Diagnostics;
using Ws.Rpc.Transports;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Connections;

/// <summary>
/// One socket's life: its receive loop, its outbox and how it ended. The outbox may have been another socket's before, and may be
/// another's afterwards (protocol section 9).
/// </summary>
internal sealed partial class RpcConnection : IAsyncDisposable
{
    // A peer that never pauses shall not keep back the answers to what it sent before.
    private const int MaxMessagesBeforePause = 128;

    private readonly IMessageTransport _transport;
    private readonly ILogger _logger;
    private volatile Outbox _outbox;
    private volatile IConnectionOwner? _owner;
    private volatile bool _isKept;

    // From then on the outbox may be another connection's.
    private volatile bool _isOver;
    private RpcDisconnect? _cause;
    private volatile bool _hasReceived;
    private readonly TaskCompletionSource _firstMessage = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Of the receive loop: what it waits for before it goes on.
    private Task? _hold;

    private readonly ClosingTask _closing = new();
    private readonly LastWords _lastWords;
    private readonly ReceiveTurn _turn = new();
    private Task _receiving = Task.CompletedTask;

    public RpcConnection(IMessageTransport transport, OutboxLimits limits, ILogger logger)
    {
        _transport = transport;
        _logger = logger;
        _lastWords = new LastWords(transport, logger);
        _outbox = new Outbox(transport, limits, OnSendFailed);
    }

    /// <summary>Whether a whole message has come.</summary>
    public bool HasReceived => _hasReceived;

    /// <summary>Completes when the first message has come and been dealt with.</summary>
    public Task FirstMessage => _firstMessage.Task;

    /// <summary>Receives until the connection is over, and says how it ended. Never fails.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "A fault of ours ends this connection with 1011, and no other.")]
    public async Task<RpcDisconnect> RunAsync(IConnectionOwner owner)
    {
        _owner = owner;
        try
        {
            _receiving = ReceiveAsync();
            await (await Task.WhenAny(_receiving, _turn.Left).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            _outbox.EndCollecting();
            _logger.ReceiveLoopFailed(exception);
            SetCause(new RpcDisconnect(RpcDisconnectReason.ConnectionLost, 1011, "Internal error", exception));
            await _transport.CloseAsync(1011, "Internal error", TimeSpan.FromSeconds(1)).ConfigureAwait(false);
        }

        RpcDisconnect disconnect = SetCause(Disconnection.Of(_transport.Closure));
        _isOver = true;
        _isKept = _owner.Keeps(disconnect);
        if (_isKept)
        {
            await _outbox.PauseAsync().ConfigureAwait(false);
        }
        else
        {
            _outbox.Abandon();
        }

        _owner.OnOver(this, disconnect, _isKept);
        return disconnect;
    }

    /// <inheritdoc cref="IMessageTransport.Latency"/>
    public TimeSpan? Latency => _transport.Latency;

    /// <summary>
    /// For the owner, while it is told of a message: nothing more is reported before this has completed, which may make somebody
    /// else the owner. It must not fail.
    /// </summary>
    public void Hold(Task work) => _hold = work;

    /// <summary>
    /// Goes on with what another connection, which is over, was to send and with its owner. Only behind <see cref="Hold"/>.
    /// </summary>
    /// <param name="other">The other connection.</param>
    /// <param name="owner">Who is told from here on.</param>
    /// <param name="first">What is sent first of all; taken over unless nothing comes of it.</param>
    /// <param name="received">How many frames of the other's the peer has.</param>
    /// <returns><see langword="false"/> if the frames behind those are not kept any more; then nothing has changed.</returns>
    public async Task<bool> TryContinueAsync(RpcConnection other, IConnectionOwner owner, MessageBuffer? first, long received)
    {
        // One drain at a time writes to a socket.
        Outbox own = _outbox;
        await own.PauseAsync().ConfigureAwait(false);
        if (!other._outbox.TryResume(new OutboxWriter(_transport, OnSendFailed), first, received))
        {
            own.TryResume(new OutboxWriter(_transport, OnSendFailed), null, null);
            return false;
        }

        // In this order: who has owned it until now sends nothing in the name of the next.
        _owner = owner;
        _outbox = other._outbox;
        own.Abandon();
        return true;
    }

    /// <summary>The connection is over, and lets go of what was kept of it for another one.</summary>
    public void Forget() => _outbox.Abandon();

    /// <summary>
    /// Sends no more because another socket takes the place of this one (4509, 4401), and lets <see cref="RunAsync"/> end once
    /// nothing is being dealt with. What is being written may take <paramref name="patience"/>; the peer, who may be dead, is
    /// waited for behind all that, for <paramref name="timeout"/>.
    /// </summary>
    public async Task GiveWayAsync(RpcDisconnect cause, TimeSpan patience, TimeSpan timeout, TimeProvider time)
    {
        SetCause(cause);
        if (!_isOver && await _lastWords.TryEndAsync(_outbox.PauseAsync(), patience, time).ConfigureAwait(false))
        {
            _closing.Want(() => _lastWords.SayAsync(cause, timeout, _turn.Leave));
            _closing.Begin();
        }
    }

    /// <summary>
    /// Sends what was accepted, then a close frame, and waits for the peer's: no longer than <paramref name="timeout"/> each.
    /// <see cref="RunAsync"/> ends then, and reports <paramref name="cause"/> unless something else came first.
    /// </summary>
    public async ValueTask CloseAsync(RpcDisconnect cause, TimeSpan timeout, TimeProvider time)
    {
        SetCause(cause);
        if (!_isOver && await _lastWords.TryEndAsync(_outbox.CompleteAsync(), timeout, time).ConfigureAwait(false))
        {
            await _lastWords.SayAsync(cause, timeout).ConfigureAwait(false);
        }
    }

    /// <summary>Cuts the connection; <see cref="RunAsync"/> ends, and reports this unless something else came first.</summary>
    public void Abort(RpcDisconnect cause)
    {
        SetCause(cause);
        _outbox.Abandon();
        _transport.Abort();
    }

    /// <summary>
    /// Begins to close: after sending what was accepted, or dropping it where the peer breaks a rule or does not read. Where the
    /// receive loop itself asks for the former, it happens when the message in hand is dealt with, so that its answer is sent.
    /// </summary>
    public void BeginClose(RpcDisconnect cause, TimeSpan timeout, TimeProvider time, bool flush)
    {
        SetCause(cause);
        if (!flush && !_isOver)
        {
            _outbox.Abandon();
        }

        _closing.Want(() => CloseAsync(cause, timeout, time).AsTask());
        if (!flush || !_outbox.IsCollecting)
        {
            _closing.Begin();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _closing.Begin();
        await _closing.Running.ConfigureAwait(false);
        await _transport.DisposeAsync().ConfigureAwait(false);
        await (_turn.Left.IsCompleted ? _receiving : Task.CompletedTask).ConfigureAwait(false);
        if (!_isKept)
        {
            _outbox.Abandon();
            await _outbox.CompleteAsync().ConfigureAwait(false);
        }
    }

    private async Task ReceiveAsync()
    {
        for (int messages = 1; ; messages++)
        {
            IConnectionOwner owner = _owner!;
            ValueTask<bool> next = _transport.ReceiveAsync();
            bool waits = !next.IsCompleted;
            if (waits)
            {
                messages = 0;
                _outbox.EndCollecting(owner.WillFlush);
                _turn.Wait();
            }
            else if (messages > MaxMessagesBeforePause)
            {
                messages = 0;
                Pause(owner);
            }

            bool isMessage = waits ? await new WaitingReceive(next, owner, this) : await next.ConfigureAwait(false);
            if (waits && !_turn.TryGoOn())
            {
                return;
            }

            if (!isMessage)
            {
                Pause(owner);
                return;
            }

            // The thread may be another one than before the await; from here to the next one it stays.
            bool isFirst = !_hasReceived;
            _hasReceived = true;
            _outbox.BeginCollecting();
            owner.OnMessage(this, _transport.Message.Span);
            _closing.Begin();
            if (_hold is not null)
            {
                messages = 0;
                await HoldAsync(owner).ConfigureAwait(false);
            }

            if (isFirst)
            {
                _firstMessage.TrySetResult();
            }
        }
    }

    private async Task HoldAsync(IConnectionOwner owner)
    {
        Task work = _hold!;
        _hold = null;
        Pause(owner);
        await work.ConfigureAwait(false);
    }

    private void Pause(IConnectionOwner owner)
    {
        _outbox.EndCollecting(owner.WillFlush);
        owner.OnPause(this);
    }

    private void OnSendFailed(Exception exception)
    {
        if (exception is IOException)
        {
            // The transport is at its end, and the receive loop will learn which: perhaps the peer said why.
            return;
        }

        SetCause(new RpcDisconnect(
            RpcDisconnectReason.ConnectionLost, 1006, "The connection was lost while sending.", exception));
        _transport.Abort();
    }

    /// <summary>The first cause stands.</summary>
    private RpcDisconnect SetCause(RpcDisconnect cause) => Interlocked.CompareExchange(ref _cause, cause, null) ?? cause;
}
