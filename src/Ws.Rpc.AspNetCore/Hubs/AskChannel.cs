using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Sessions;

namespace Ws.Rpc.AspNetCore.Hubs;

/// <summary>Sends to one of those who are asked: whatever is awaited of it ends with the asking.</summary>
internal sealed class AskChannel(RpcSession session, CancellationToken over) : RpcChannel
{
    private volatile RpcMethod? _lastCalled;

    public override JsonSerializerOptions JsonOptions => session.JsonOptions;

    /// <summary>The method that was called last, which is the one that an answer is missing of.</summary>
    public RpcMethod? LastCalled => _lastCalled;

    public override ValueTask<TResult> InvokeAsync<TArguments, TResult>(
        RpcMethod method, in TArguments arguments, RpcCodec<TResult> result, CancellationToken cancellationToken)
    {
        _lastCalled = method;
        if (!cancellationToken.CanBeCanceled)
        {
            return session.InvokeAsync(method, arguments, result, over);
        }

        var either = CancellationTokenSource.CreateLinkedTokenSource(over, cancellationToken);
        return AwaitAsync(session.InvokeAsync(method, arguments, result, either.Token), either);
    }

    public override ValueTask InvokeAsync<TArguments>(
        RpcMethod method, in TArguments arguments, CancellationToken cancellationToken)
    {
        _lastCalled = method;
        if (!cancellationToken.CanBeCanceled)
        {
            return session.InvokeAsync(method, arguments, over);
        }

        var either = CancellationTokenSource.CreateLinkedTokenSource(over, cancellationToken);
        return AwaitAsync(session.InvokeAsync(method, arguments, either.Token), either);
    }

    public override IAsyncEnumerable<T> StreamAsync<TArguments, T>(
        RpcMethod method, in TArguments arguments, RpcCodec<T> item, CancellationToken cancellationToken)
    {
        _lastCalled = method;
        return cancellationToken.CanBeCanceled
            ? ReadAsync(session.StreamAsync(method, arguments, item, over), cancellationToken)
            : session.StreamAsync(method, arguments, item, over);
    }

    public override ValueTask NotifyAsync<TArguments>(RpcMethod method, in TArguments arguments) =>
        session.NotifyAsync(method, arguments);

    public override void Notify<TArguments>(RpcMethod method, in TArguments arguments) => session.Notify(method, arguments);

    private static async ValueTask<T> AwaitAsync<T>(ValueTask<T> answer, CancellationTokenSource either)
    {
        using (either)
        {
            return await answer.ConfigureAwait(false);
        }
    }

    private static async ValueTask AwaitAsync(ValueTask answer, CancellationTokenSource either)
    {
        using (either)
        {
            await answer.ConfigureAwait(false);
        }
    }

    private static async IAsyncEnumerable<T> ReadAsync<T>(
        IAsyncEnumerable<T> stream, CancellationToken own, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(own, cancellationToken);
        await foreach (T item in stream.WithCancellation(either.Token).ConfigureAwait(false))
        {
            yield return item;
        }
    }
}
