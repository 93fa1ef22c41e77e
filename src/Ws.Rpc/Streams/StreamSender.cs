using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Connections;
using Ws.Rpc.Diagnostics;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Streams;

/// <summary>
/// Pushes one stream: takes an item from the source when there is credit for it, gathers what is ready into frames, and waits
/// for credit or for the peer to read. Nothing is allocated for an item.
/// </summary>
internal sealed class StreamSender<T> : IStreamSource
{
    private readonly IStreamLink _link;
    private readonly StreamName _name;
    private readonly RpcMethod _method;
    private readonly RpcStreamContext.Position? _position;
    private readonly StreamCredit _credit;
    private readonly StreamSignal _signal;
    private readonly StreamFrame<T> _frame;

    public StreamSender(
        IStreamLink link, StreamName name, RpcMethod method, RpcCodec<T> codec, int credit, RpcStreamContext.Position? position)
    {
        _link = link;
        _name = name;
        _method = method;
        _position = position;
        _credit = new StreamCredit(credit);
        _signal = new StreamSignal(link);
        _frame = new StreamFrame<T>(link, name, method, codec);
    }

    public void Grant(int items)
    {
        _credit.Add(items);
        _signal.Set();
    }

    /// <summary>
    /// Sends all items; the enumerator is disposed when this ends, however it does. Only the first item is asked for on the
    /// caller's thread, which is the receive loop's.
    /// </summary>
    public async Task SendAsync(IAsyncEnumerable<T> items, CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration wake = cancellationToken.UnsafeRegister(
            static state => ((StreamSignal)state!).Set(), _signal);
        IAsyncEnumerator<T> source = items.GetAsyncEnumerator(cancellationToken);
        RpcMeter.SendingBegins();
        try
        {
            await PumpAsync(source, cancellationToken).ConfigureAwait(false);
            await FlushAsync(done: _name.IsToken, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested && _frame.Items > 0)
        {
            // What came before the failure is the consumer's.
            await FlushAsync(done: false, cancellationToken).ConfigureAwait(false);
            throw;
        }
        finally
        {
            _frame.Discard();
            await DisposeAsync(source).ConfigureAwait(false);
        }
    }

    /// <summary>Tells the consumer of an argument why its source failed.</summary>
    public void SendFailure(Exception exception)
    {
        MessageBuffer message = MessageBuffer.Rent();
        StreamFrames.WriteErrorHead(message, _name);
        _link.WriteFailure(message, exception, _method);
        StreamFrames.WriteTail(message);
        _link.Send(message);
    }

    bool IStreamSource.TryAsk(RequestId id) => false;

    // Cancelling the request is the one way to end a result early.
    void IStreamSource.Abort()
    {
    }

    private static async ValueTask DisposeAsync(IAsyncEnumerator<T> source)
    {
        try
        {
            await source.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            RpcMeter.SendingEnds();
        }
    }

    [SuppressMessage("Reliability", "CA2012", Justification = "Consumed once, on either way.")]
    private async Task PumpAsync(IAsyncEnumerator<T> source, CancellationToken cancellationToken)
    {
        for (bool first = true; ; first = false)
        {
            if (!_credit.TryTake())
            {
                await AwaitCreditAsync(cancellationToken).ConfigureAwait(false);
            }

            cancellationToken.ThrowIfCancellationRequested();
            ValueTask<bool> next = source.MoveNextAsync();
            bool ready = next.IsCompleted;
            if (!await (ready || _frame.Items == 0 ? next : FlushMeanwhileAsync(next, cancellationToken)).ConfigureAwait(false))
            {
                return;
            }

            if (first && ready)
            {
                await Task.Yield();
            }

            string? cursor = _position?.TakeCursor();
            while (!_frame.TryAdd(source.Current, cursor))
            {
                await FlushAsync(done: false, cancellationToken).ConfigureAwait(false);
            }

            if (_frame.IsFull)
            {
                await FlushAsync(done: false, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask AwaitCreditAsync(CancellationToken cancellationToken)
    {
        await FlushAsync(done: false, cancellationToken).ConfigureAwait(false);
        while (!_credit.TryTake())
        {
            await _signal.WaitAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    // What is ready does not wait for what is not; but a source must have come to rest before it is disposed.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    [SuppressMessage("Design", "CA1031", Justification = "Thrown again when the source has come to rest.")]
    private async ValueTask<bool> FlushMeanwhileAsync(ValueTask<bool> next, CancellationToken cancellationToken)
    {
        ExceptionDispatchInfo? failure = null;
        try
        {
            await FlushAsync(done: false, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            failure = ExceptionDispatchInfo.Capture(exception);
        }

        bool more = await next.ConfigureAwait(false);
        failure?.Throw();
        return more;
    }

    private ValueTask FlushAsync(bool done, CancellationToken cancellationToken)
    {
        MessageBuffer? message = _frame.Close(done);
        return message is null || _link.Send(message, _signal) == OutboxResult.Accepted
            ? default
            : AwaitRoomAsync(message, cancellationToken);
    }

    // Where the connection is over the stream is about to be cancelled, which is the better reason.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask AwaitRoomAsync(MessageBuffer message, CancellationToken cancellationToken)
    {
        bool sent = false;
        try
        {
            do
            {
                await _signal.WaitAsync().ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
                sent = _link.Send(message, _signal) == OutboxResult.Accepted;
            }
            while (!sent);
        }
        finally
        {
            if (!sent)
            {
                message.Release();
            }
        }
    }
}
