using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Diagnostics;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Streams;

/// <summary>
/// A stream of ours whose items the peer asks for, batch after batch, by a token (protocol section 7). It ends with its source,
/// when the peer says so, when it is not asked for too long, or with the connection.
/// </summary>
internal sealed class PulledStream<T> : IStreamSource, IAsyncDisposable
{
    private const int MaxItems = 256;

    private readonly IStreamLink _link;
    private readonly RpcMethod _method;
    private readonly CancellationTokenSource _cancellation;
    private readonly PulledItems<T> _items;
    private readonly StreamSignal _signal;

    // Guards _asked and _over.
    private readonly Lock _gate = new();
    private RequestId _asked;
    private bool _over;

    /// <param name="link">The connection.</param>
    /// <param name="method">Whose items they are.</param>
    /// <param name="codec">Writes one item.</param>
    /// <param name="items">The items.</param>
    /// <param name="cancellation">Ends the source early.</param>
    public PulledStream(
        IStreamLink link, RpcMethod method, RpcCodec<T> codec, IAsyncEnumerable<T> items, CancellationTokenSource cancellation)
    {
        _link = link;
        _method = method;
        _cancellation = cancellation;
        _items = new PulledItems<T>(items, link, method, codec, cancellation.Token);
        _signal = new StreamSignal(link);
        RpcMeter.SendingBegins();
    }

    public bool TryAsk(RequestId id)
    {
        lock (_gate)
        {
            if (_over || !_asked.IsNone)
            {
                return false;
            }

            _asked = id;
        }

        // Here, on the receive loop: its cancellation may come next.
        _link.Enlist(id, _cancellation);
        _signal.Set();
        return true;
    }

    public void Abort()
    {
        lock (_gate)
        {
            _over = true;
        }

        _signal.Set();
        _link.Cancel(_cancellation);
    }

    void IStreamSource.Grant(int items)
    {
    }

    /// <summary>Writes what is ready without waiting.</summary>
    /// <returns>Whether that is all.</returns>
    /// <exception cref="Exception">The source failed before its first item.</exception>
    public bool WriteReady(MessageBuffer message, int maxItems)
    {
        _items.Write(message, maxItems);
        return _items.IsFinished;
    }

    /// <summary>Answers one request for items after the other, until the stream is over.</summary>
    /// <param name="forget">Called as soon as the token means nothing any more.</param>
    /// <param name="idle">How long the peer may leave the stream alone.</param>
    public async Task ServeAsync(Action forget, TimeSpan idle)
    {
        ITimer timer = CreateTimer(idle, forget);
        await using (timer.ConfigureAwait(false))
        {
            bool finished = false;
            while (!finished && await AwaitRequestAsync().ConfigureAwait(false))
            {
                timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                finished = await TryAnswerAsync(forget).ConfigureAwait(false);
                timer.Change(idle, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Lets the source come to rest and disposes it.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _over = true;
        }

        try
        {
            await _items.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            RpcMeter.SendingEnds();
        }
    }

    // A timer keeps what is ambient where it is made.
    private ITimer CreateTimer(TimeSpan idle, Action forget)
    {
        using (ExecutionContext.SuppressFlow())
        {
            return _link.Time.CreateTimer(
                _ =>
                {
                    forget();
                    Abort();
                },
                null,
                idle,
                Timeout.InfiniteTimeSpan);
        }
    }

    private async ValueTask<bool> AwaitRequestAsync()
    {
        while (true)
        {
            lock (_gate)
            {
                if (!_asked.IsNone || _over)
                {
                    return !_asked.IsNone;
                }
            }

            await _signal.WaitAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Answers the request that there is, and says whether the stream is over with that.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "What a source throws is the answer to who asks for its items.")]
    private async ValueTask<bool> TryAnswerAsync(Action forget)
    {
        RequestId id = _asked;
        MessageBuffer message = MessageBuffer.Rent();
        bool over;
        try
        {
            await _items.AwaitAsync().ConfigureAwait(false);
            StreamFrames.WritePulledHead(message, id, token: null);
            over = WriteReady(message, MaxItems);
            StreamFrames.WritePulledTail(message, finished: over);
        }
        catch (Exception exception)
        {
            message.Release();
            forget();
            Answered(over: true);
            _link.AnswerFailure(exception, id, _method, _cancellation.IsCancellationRequested);
            return true;
        }
        finally
        {
            _link.Delist(id, _cancellation);
        }

        if (over)
        {
            forget();
        }

        Answered(over);
        _link.Send(message);
        return over;
    }

    // Before the answer is sent: the peer may ask again as soon as it has it.
    private void Answered(bool over)
    {
        lock (_gate)
        {
            _asked = RequestId.None;
            _over |= over;
        }
    }
}
