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
/// A stream among the arguments of a call of ours: pushed where the callee gives credit, pulled where it asks, and not even begun
/// before it does either. Lives no longer than its call.
/// </summary>
internal sealed class ArgumentSource<T>(IStreamLink link, RpcMethod method, RpcCodec<T> codec, IAsyncEnumerable<T> items)
    : IStreamSource, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();

    // Guards _sender, _pulled and _over.
    private readonly Lock _gate = new();
    private StreamSender<T>? _sender;
    private PulledStream<T>? _pulled;
    private bool _over;

    // Never fails; the call does not wait for a source that does not heed its token.
    private Task? _run;

    public long Token { get; set; }

    public required StreamTokens Tokens { get; init; }

    public void Grant(int count)
    {
        StreamSender<T>? sender;
        lock (_gate)
        {
            if (_over || _pulled is not null)
            {
                return;
            }

            sender = _sender;
            _sender ??= new StreamSender<T>(link, StreamName.Token(new RequestId(Token)), method, codec, count, position: null);
        }

        if (sender is null)
        {
            _run = PushAsync(_sender);
        }
        else
        {
            sender.Grant(count);
        }
    }

    public bool TryAsk(RequestId id)
    {
        bool begins;
        lock (_gate)
        {
            if (_over || _sender is not null)
            {
                return false;
            }

            begins = _run is null;
        }

        if (begins)
        {
            _run = PullAsync();
        }

        return _pulled is not null && _pulled.TryAsk(id);
    }

    public void Abort()
    {
        PulledStream<T>? pulled;
        lock (_gate)
        {
            if (_over)
            {
                return;
            }

            _over = true;
            pulled = _pulled;
        }

        Forget();
        pulled?.Abort();
        link.Cancel(_cancellation);
    }

    /// <summary>The call is settled, and with it its streams.</summary>
    public void Dispose() => Abort();

    private void Forget() => Tokens.Remove(Token, this);

    [SuppressMessage("Design", "CA1031", Justification = "What the user's source throws is its consumer's, or is logged.")]
    private async Task PushAsync(StreamSender<T> sender)
    {
        try
        {
            await sender.SendAsync(items, _cancellation.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            if (_cancellation.IsCancellationRequested)
            {
                ReportUnless(exception is OperationCanceledException, exception);
            }
            else
            {
                sender.SendFailure(exception);
            }
        }

        Forget();
    }

    [SuppressMessage("Design", "CA1031", Justification = "As in PushAsync.")]
    private async Task PullAsync()
    {
        try
        {
            var pulled = new PulledStream<T>(link, method, codec, items, _cancellation);
            if (!TryAdopt(pulled))
            {
                pulled.Abort();
            }

            await pulled.ServeAsync(Forget, Timeout.InfiniteTimeSpan).ConfigureAwait(false);
            await pulled.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            ReportUnless(exception is OperationCanceledException, exception);
        }
    }

    private bool TryAdopt(PulledStream<T> pulled)
    {
        lock (_gate)
        {
            _pulled = pulled;
            return !_over;
        }
    }

    private void ReportUnless(bool expected, Exception exception)
    {
        if (!expected)
        {
            link.Logger.StreamSourceFailed(exception, method.Name);
        }
    }
}
