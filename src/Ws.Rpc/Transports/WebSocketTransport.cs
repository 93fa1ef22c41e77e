using System;
using System.IO;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.Transports;

/// <summary>
/// Messages over any <see cref="WebSocket"/>. With a <see cref="CollectingStream"/> below the socket, many messages become one
/// write; without one each message is sent by itself.
/// </summary>
internal sealed class WebSocketTransport : IMessageTransport
{
    private readonly WebSocket _socket;
    private readonly CollectingStream? _stream;
    private readonly SocketReceiver _receiver;
    private readonly TransportClosing _closing;
    private readonly MessageDeadline _deadline;
    private readonly bool _writesTextFrames;

    public WebSocketTransport(WebSocket socket, CollectingStream? stream, TransportOptions options, TimeProvider time)
    {
        _socket = socket;
        _stream = stream;
        _deadline = new MessageDeadline(options, time, () => _closing!.RefuseLateMessage());
        _receiver = new SocketReceiver(socket, stream, options, _deadline);
        _closing = new TransportClosing(new SocketFraming(socket, stream, _receiver), options, time);
        _writesTextFrames = options.WritesTextFrames && stream is not null;
    }

    public ReadOnlyMemory<byte> Message => _receiver.Message;

    public TransportClosure Closure => _closing.Closure;

    public int UnflushedBytes => _stream?.UnflushedBytes ?? 0;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> ReceiveAsync()
    {
        if (!_closing.TryStartReceiving())
        {
            _receiver.Release();
            await _closing.Ended.ConfigureAwait(false);
            return false;
        }

        ReceiveOutcome outcome;
        Exception? failure = null;
        try
        {
            outcome = await _receiver.ReceiveAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (SocketFailure.IsExpected(e))
        {
            outcome = ReceiveOutcome.Failed;
            failure = e;
        }

        if (outcome == ReceiveOutcome.Message && _closing.TryStopReceiving())
        {
            return true;
        }

        TransportClosure closure = failure is null ? _receiver.Describe(outcome) : SocketFailure.Describe(failure, _socket.State);
        _receiver.Release();
        await _closing.FinishReceivingAsync(outcome, closure).ConfigureAwait(false);
        return false;
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> message)
    {
        try
        {
            ValueTask writing = _writesTextFrames ? WriteText(message) : SendAsync(message);
            return writing.IsCompletedSuccessfully ? writing : ObserveAsync(writing);
        }
        catch (Exception e) when (SocketFailure.IsExpected(e))
        {
            throw _closing.LingerAfter(e);
        }
    }

    public ValueTask FlushAsync()
    {
        // trip 6
        try
        {
            ValueTask flushing = _stream?.FlushCollectedAsync() ?? default;
            return flushing.IsCompletedSuccessfully ? flushing : ObserveAsync(flushing);
        }
        catch (Exception e) when (SocketFailure.IsExpected(e))
        {
            throw _closing.LingerAfter(e);
        }
    }

    public ValueTask CloseAsync(int code, string reason, TimeSpan timeout) => _closing.CloseAsync(code, reason, timeout);

    public void Abort() => _closing.Abort();

    public ValueTask DisposeAsync()
    {
        _deadline.Dispose();
        return _closing.DisposeAsync();
    }

    private ValueTask WriteText(ReadOnlyMemory<byte> message)
    {
        if (_socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
        {
            // Perhaps a violation, which the socket has answered with a close frame by itself.
            throw new IOException("The connection is being closed.");
        }

        return _stream!.WriteTextAsync(message);
    }

    private ValueTask SendAsync(ReadOnlyMemory<byte> message)
    {
        _stream?.BeginCollect();
        return _socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
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
