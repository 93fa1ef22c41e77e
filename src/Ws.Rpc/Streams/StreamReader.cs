using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Diagnostics;

namespace Ws.Rpc.Streams;

/// <summary>
/// The consumer's end of a stream. It is opened with the first item that is asked for, and closed when it is over, disposed or
/// cancelled, whichever comes first. Its producer gets new credit when the consumer comes back for the item behind the half.
/// </summary>
/// <param name="inbox">Where the items arrive.</param>
/// <param name="origin">Where they come from.</param>
/// <param name="window">How many may come ahead of the consumer.</param>
/// <param name="first">Cancels the stream.</param>
/// <param name="second">Cancels it, too.</param>
internal sealed class StreamReader<T>(
    StreamInbox<T> inbox, StreamOrigin origin, int window, CancellationToken first, CancellationToken second)
    : IAsyncEnumerator<T>
{
    private const int New = 0;
    private const int Open = 1;
    private const int Left = 2;

    private readonly int _refillAt = Math.Max(1, window / 2);
    private CancellationTokenRegistration _firstRegistration;
    private CancellationTokenRegistration _secondRegistration;
    private T[] _batch = [];
    private int _count;
    private int _next;
    private int _used;
    private long _total;
    private long _cursorAt = long.MaxValue;
    private int _state;

    public T Current { get; private set; } = default!;

    /// <summary>Told the position behind an item, when the item is taken and its producer has stated one.</summary>
    public Action<string>? CursorTaken { get; init; }

    /// <summary>How many items came with the announcement of the stream, outside its credit.</summary>
    public int Uncredited { get; init; }

    public ValueTask<bool> MoveNextAsync()
    {
        if (_state == New)
        {
            Begin();
        }
        else if (_total > Uncredited && !inbox.IsPulled && ++_used >= _refillAt)
        {
            // The item taken last is dealt with: this is the consumer's next step.
            Refill(_used);
        }

        if (_next < _count && !inbox.IsCut)
        {
            TakeItem();
            return new ValueTask<bool>(true);
        }

        return AwaitBatchAsync();
    }

    public ValueTask DisposeAsync()
    {
        Leave();
        return default;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> AwaitBatchAsync()
    {
        while (true)
        {
            InboxState state = inbox.Take(ref _batch, out _count, out _cursorAt, out Exception? failure);
            if (state == InboxState.Items)
            {
                _next = 0;
                TakeItem();
                return true;
            }

            if (state == InboxState.Ended)
            {
                Leave();
                Current = default!;
                return failure is null ? false : throw Rethrown(failure);
            }

            PrepareToWait();
            await inbox.Signal.WaitAsync().ConfigureAwait(false);
        }
    }

    private static Exception Rethrown(Exception failure)
    {
        ExceptionDispatchInfo.Throw(failure);
        return failure;
    }

    private void Begin()
    {
        _state = Open;
        RpcMeter.ReceivingBegins();
        _firstRegistration = Register(first);
        _secondRegistration = first == second ? default : Register(second);
        if (!inbox.HasEnded)
        {
            origin.Open();
        }
    }

    private CancellationTokenRegistration Register(CancellationToken cancellationToken) => cancellationToken.UnsafeRegister(
        static (state, token) => ((StreamReader<T>)state!).Cancel(token), this);

    private void Cancel(CancellationToken cancellationToken)
    {
        inbox.End(new OperationCanceledException(cancellationToken), cut: true);
        origin.Close();
    }

    private void TakeItem()
    {
        ref T item = ref _batch[_next++];
        Current = item;
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            item = default!;
        }

        if (++_total == _cursorAt)
        {
            CursorTaken?.Invoke(inbox.TakeCursor(out _cursorAt));
        }
    }

    private void PrepareToWait()
    {
        if (inbox.IsPulled)
        {
            origin.Ask();
        }
        else if (inbox.Allow(0) == 0)
        {
            // A credit of nothing: one item for each time that one is asked for.
            Refill(1);
        }
    }

    private void Refill(int items)
    {
        _used = 0;
        inbox.Allow(items);
        origin.Refill(items);
    }

    private void Leave()
    {
        if (Interlocked.Exchange(ref _state, Left) != Open)
        {
            return;
        }

        // Not waited for: the token's callback may be what has brought us here.
        _firstRegistration.Unregister();
        _secondRegistration.Unregister();
        RpcMeter.ReceivingEnds();
        inbox.End(null, cut: true);
        origin.Close();
    }
}
