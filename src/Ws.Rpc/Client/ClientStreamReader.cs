using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Sessions;

namespace Ws.Rpc.Client;

/// <summary>
/// One enumeration of a stream. Where its session is lost it goes on in the next, behind the position that was stated last; where
/// none was stated the consumer sees the loss.
/// </summary>
internal sealed class ClientStreamReader<T>(
    ClientChannel channel,
    RpcMethod method,
    Func<RpcChannel, string?, IRpcResumable<T>> newSource,
    Action<string> cursorTaken,
    string? after,
    CancellationToken first,
    CancellationToken second)
    : IAsyncEnumerator<T>
{
    private RpcSession? _session;
    private IRpcResumable<T>? _source;
    private IAsyncEnumerator<T>? _items;
    private string? _cursor = after;
    private bool _isOver;

    public T Current => _items is null ? default! : _items.Current;

    public ValueTask<bool> MoveNextAsync()
    {
        if (_items is null)
        {
            if (_isOver)
            {
                return ValueTask.FromResult(false);
            }

            // Begun now, or the call would be one of whatever runs later, and of none of its ordered turns.
            if (channel.Gate.Session is not { } session)
            {
                return BeginAsync(begins: true);
            }

            Begin(session);
        }

        ValueTask<bool> moved = _items!.MoveNextAsync();
        if (!moved.IsCompletedSuccessfully)
        {
            return WatchAsync(moved);
        }

        bool more = moved.Result;
        Note();
        return ValueTask.FromResult(more);
    }

    public ValueTask DisposeAsync()
    {
        _isOver = true;
        IAsyncEnumerator<T>? items = _items;
        return items?.DisposeAsync() ?? default;
    }

    private void Begin(RpcSession session)
    {
        _session = session;
        _source = newSource(session, _cursor);
        _items = _source.GetAsyncEnumerator(second);
    }

    // The position behind the item that was taken last.
    private void Note()
    {
        if (_source!.Cursor is { } cursor && !ReferenceEquals(cursor, _cursor))
        {
            _cursor = cursor;
            cursorTaken(cursor);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> WatchAsync(ValueTask<bool> moved)
    {
        try
        {
            bool more = await moved.ConfigureAwait(false);
            Note();
            return more;
        }
        catch (RpcConnectionException failure) when (MayGoOn(failure))
        {
            return await BeginAsync(begins: failure.IsUnsent).ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> BeginAsync(bool begins)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(first, second);
        while (true)
        {
            RpcSession session = await channel.SessionAsync(_session, begins, method, either.Token).ConfigureAwait(false);
            Begin(session);
            try
            {
                bool more = await _items!.MoveNextAsync().ConfigureAwait(false);
                Note();
                return more;
            }
            catch (RpcConnectionException failure) when (MayGoOn(failure))
            {
                begins = failure.IsUnsent;
            }
        }
    }

    private bool MayGoOn(RpcConnectionException failure) =>
        failure.IsUnsent ? channel.Waits : failure is RpcSessionLostException && _cursor is not null;
}
