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

/// <summary>One socket's life: its receive loop, its outbox and how it ended.</summary>
internal sealed class RpcConnection : IAsyncDisposable
{
    // A peer that never pauses shall not keep back the answers to what it sent before.
    private const int MaxMessagesBeforePause = 128;

    private readonly IMessageTransport _transport;
    private readonly Outbox _outbox;
    private readonly ILogger _logger;
    private RpcDisconnect? _cause;
    private volatile bool _hasReceived;

    // Guards _beginClosing and _closing.
    private readonly Lock _gate = new();
    private Func<Task>? _beginClosing;
    private Task? _closing;

    public RpcConnection(IMessageTransport transport, OutboxLimits limits, ILogger logger)
    {
        _transport = transport;
        _logger = logger;
        _outbox = new Outbox(transport, limits, OnSendFailed);
    }

    /// <summary>Whether a whole message has come.</summary>
    public bool HasReceived => _hasReceived;

    /// <summary>Receives until the connection is over, and says how it ended. Never fails.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "A fault of ours ends this connection with 1011, and no other.")]
    public async Task<RpcDisconnect> RunAsync(IConnectionOwner owner)
    {
        try
        {
            await ReceiveAsync(owner).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            _outbox.EndCollecting();
            _logger.ReceiveLoopFailed(exception);
            SetCause(new RpcDisconnect(RpcDisconnectReason.ConnectionLost, 1011, "Internal error", exception));
            await _transport.CloseAsync(1011, "Internal error", TimeSpan.FromSeconds(1)).ConfigureAwait(false);
        }

        _outbox.Abandon();
        return SetCause(DisconnectOf(_transport.Closure));
    }

    /// <inheritdoc cref="IMessageTransport.Latency"/>
    public TimeSpan? Latency => _transport.Latency;

    /// <inheritdoc cref="Outbox.Add"/>
    public OutboxResult Send(
        MessageBuffer message,
        FlushTiming timing,
        LatestMessage? latest = null,
        IRoomWaiter? waiter = null,
        bool mayDrop = false) => _outbox.Add(message, timing, latest, waiter, mayDrop);

    /// <inheritdoc cref="Outbox.IsCollecting"/>
    public bool IsReceiving => _outbox.IsCollecting;

    /// <inheritdoc cref="Outbox.End"/>
    public void End(LatestMessage latest) => _outbox.End(latest);

    /// <inheritdoc cref="Outbox.Flush"/>
    public void Flush() => _outbox.Flush();

    /// <summary>
    /// Sends what was accepted, then a close frame, and waits for the peer's: no longer than <paramref name="timeout"/> each.
    /// <see cref="RunAsync"/> ends then, and reports <paramref name="cause"/> unless something else came first.
    /// </summary>
    public async ValueTask CloseAsync(RpcDisconnect cause, TimeSpan timeout, TimeProvider time)
    {
        SetCause(cause);
        try
        {
            await _outbox.CompleteAsync().WaitAsync(timeout, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _logger.FlushTimedOut(timeout);
            _transport.Abort();
            return;
        }

        await _transport.CloseAsync(cause.CloseCode, cause.Description, timeout).ConfigureAwait(false);
    }

    /// <summary>
    /// Cuts the connection; <see cref="RunAsync"/> ends and reports <paramref name="cause"/> unless something else came first.
    /// </summary>
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
        if (!flush)
        {
            _outbox.Abandon();
        }

        lock (_gate)
        {
            _beginClosing ??= () => CloseAsync(cause, timeout, time).AsTask();
        }

        if (!flush || !_outbox.IsCollecting)
        {
            BeginClosing();
        }
    }

    public async ValueTask DisposeAsync()
    {
        BeginClosing();
        Task? closing;
        lock (_gate)
        {
            closing = _closing;
        }

        if (closing is not null)
        {
            await closing.ConfigureAwait(false);
        }

        await _transport.DisposeAsync().ConfigureAwait(false);
        _outbox.Abandon();
        await _outbox.CompleteAsync().ConfigureAwait(false);
    }

    private static RpcDisconnect DisconnectOf(TransportClosure closure) => new(
        closure.Kind switch
        {
            TransportClosureKind.Local => RpcDisconnectReason.ClosedLocally,
            TransportClosureKind.Peer => RpcDisconnectReason.ClosedByPeer,
            TransportClosureKind.Violation => RpcDisconnectReason.ProtocolViolation,
            _ => RpcDisconnectReason.ConnectionLost,
        },
        closure.CloseCode,
        closure.Description,
        closure.Exception);

    private async Task ReceiveAsync(IConnectionOwner owner)
    {
        for (int messages = 1; ; messages++)
        {
            ValueTask<bool> next = _transport.ReceiveAsync();
            bool waits = !next.IsCompleted;
            if (waits)
            {
                messages = 0;
                _outbox.EndCollecting();
            }
            else if (messages > MaxMessagesBeforePause)
            {
                messages = 0;
                Pause(owner);
            }

            if (waits ? !await new WaitingReceive(next, owner, this) : !await next.ConfigureAwait(false))
            {
                Pause(owner);
                return;
            }

            // The thread may be another one than before the await; from here to the next one it stays.
            _hasReceived = true;
            _outbox.BeginCollecting();
            owner.OnMessage(this, _transport.Message.Span);
            BeginClosing();
        }
    }

    private void BeginClosing()
    {
        if (Volatile.Read(ref _beginClosing) is { } begin)
        {
            lock (_gate)
            {
                // On the pool: the caller may hold up a receive loop, and a send may be under way.
                _closing ??= Task.Run(begin);
            }
        }
    }

    private void Pause(IConnectionOwner owner)
    {
        _outbox.EndCollecting();
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
