using System;
using System.IO;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;

namespace Ws.Rpc.Transports;

/// <summary>
/// Messages in frames of our own over the stream of a connection whose handshake is done, without extensions, on either side.
/// What it may do and how it ends is what <see cref="WebSocketTransport"/> does over a WebSocket, which stays the reference.
/// </summary>
internal sealed class FrameTransport : IMessageTransport, IClosableFraming
{
    private readonly Stream _stream;
    private readonly Action? _cut;
    private readonly FrameSender _sender;
    private readonly FrameReceiver _receiver;
    private readonly TransportClosing _closing;
    private readonly MessageDeadline _deadline;
    private readonly PingClock _pings;
    private readonly KeepAlive _keepAlive;

    /// <param name="stream">The connection, which is disposed with this.</param>
    /// <param name="isServer">Which side this is.</param>
    /// <param name="options">The limits.</param>
    /// <param name="time">For deadlines and the heartbeat.</param>
    /// <param name="cut">Ends the connection at once where disposing the stream leaves its reads waiting.</param>
    public FrameTransport(Stream stream, bool isServer, TransportOptions options, TimeProvider time, Action? cut = null)
    {
        _stream = stream;
        _cut = cut;
        _closing = new TransportClosing(this, options, time);
        _sender = new FrameSender(stream, masks: !isServer, options.Pool, e => _closing.LingerAfter(e));
        _deadline = new MessageDeadline(options, time, _closing.RefuseLateMessage);
        _pings = new PingClock(time);
        _receiver = new FrameReceiver(stream, isServer, _sender, _pings, options, _deadline, time);
        _keepAlive = new KeepAlive(
            _receiver,
            _sender,
            _pings,
            () => _closing.AbortAsLost(new TimeoutException("The peer did not answer a ping in time.")),
            options,
            time);
        _keepAlive.Start();
    }

    public ReadOnlyMemory<byte> Message => _receiver.Message;

    public TransportClosure Closure => _closing.Closure;

    public TimeSpan? Latency => _pings.Latency;

    public int UnflushedBytes => _sender.PendingBytes;

    public ValueTask<bool> ReceiveAsync()
    {
        if (!_closing.TryStartReceiving())
        {
            return EndAsync();
        }

        ValueTask<ReceiveOutcome> receiving = _receiver.ReceiveAsync();
        if (receiving.IsCompletedSuccessfully)
        {
            ReceiveOutcome outcome = receiving.Result;
            return outcome == ReceiveOutcome.Message && _closing.TryStopReceiving()
                ? ValueTask.FromResult(true)
                : FinishAsync(outcome, null);
        }

        return AwaitAsync(receiving);
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> message)
    {
        try
        {
            ValueTask writing = _sender.WriteTextAsync(message);
            return writing.IsCompletedSuccessfully ? writing : ObserveAsync(writing);
        }
        catch (IOException e)
        {
            return ValueTask.FromException(_closing.LingerAfter(e));
        }
    }

    public ValueTask FlushAsync()
    {
        // trip 6
        try
        {
            ValueTask flushing = _sender.FlushAsync();
            return flushing.IsCompletedSuccessfully ? flushing : ObserveAsync(flushing);
        }
        catch (IOException e)
        {
            return ValueTask.FromException(_closing.LingerAfter(e));
        }
    }

    public ValueTask CloseAsync(int code, string reason, TimeSpan timeout) => _closing.CloseAsync(code, reason, timeout);

    public void Abort() => _closing.Abort();

    public async ValueTask DisposeAsync()
    {
        await _closing.DisposeAsync().ConfigureAwait(false);
        await _sender.Posted.ConfigureAwait(false);
    }

    Task IClosableFraming.SendCloseAsync(int code, string reason) => _sender.SendCloseAsync(code, reason).AsTask();

    Task<bool> IClosableFraming.DiscardAsync() => _receiver.DiscardAsync();

    async Task IClosableFraming.TellViolationAsync(TransportClosure closure)
    {
        await _sender.SendCloseAsync(closure.CloseCode, closure.Description).ConfigureAwait(false);
        await _receiver.DiscardBytesAsync().ConfigureAwait(false);
    }

    void IClosableFraming.End(bool abort)
    {
        _keepAlive.Dispose();
        _deadline.Dispose();
        _sender.End();
        if (abort)
        {
            _cut?.Invoke();
        }

        _stream.Dispose();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> AwaitAsync(ValueTask<ReceiveOutcome> receiving)
    {
        ReceiveOutcome outcome;
        Exception? failure = null;
        try
        {
            outcome = await receiving.ConfigureAwait(false);
        }
        catch (Exception e) when (SocketFailure.IsExpected(e))
        {
            outcome = ReceiveOutcome.Failed;
            failure = e;
        }

        return (outcome == ReceiveOutcome.Message && _closing.TryStopReceiving())
            || await FinishAsync(outcome, failure).ConfigureAwait(false);
    }

    private async ValueTask<bool> FinishAsync(ReceiveOutcome outcome, Exception? failure)
    {
        TransportClosure closure = failure is null
            ? _receiver.Describe(outcome)
            : new(TransportClosureKind.Lost, TransportClosure.NoCloseFrame, TransportClosure.LostDescription, failure);
        await _closing.FinishReceivingAsync(outcome, closure).ConfigureAwait(false);
        _receiver.ReturnBuffer();
        return false;
    }

    private async ValueTask<bool> EndAsync()
    {
        await _closing.Ended.ConfigureAwait(false);
        _receiver.ReturnBuffer();
        return false;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask ObserveAsync(ValueTask sending)
    {
        try
        {
            await sending.ConfigureAwait(false);
        }
        catch (Exception e) when (SocketFailure.IsExpected(e))
        {
            throw _closing.LingerAfter(e);
        }
    }
}
