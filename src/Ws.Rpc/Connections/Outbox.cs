using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Transports;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Connections;

/// <summary>
/// The messages that wait to be sent: bounded, in order, many to a flush. Nobody owns a sending thread; whoever finds messages
/// and no drain running drains. What the receive loop's own thread adds while it dispatches is left to be flushed when the loop
/// would wait. Thread-safe.
/// </summary>
internal sealed class Outbox(IMessageTransport transport, OutboxLimits limits, Action<Exception> failed) : IThreadPoolWorkItem
{
    private const int FlushBytes = 32 * 1024;

    // After so many flushes a drain leaves the sender's thread, or what others add meanwhile would keep it there for ever.
    private const int MaxFlushesOfSender = 16;

    [ThreadStatic]
    private static Outbox? s_collecting;

    // Guards _queue, _room, _draining, _closed and _idle.
    private readonly Lock _gate = new();
    private readonly OutboxQueue _queue = new(limits);
    private readonly RoomWaiters _room = new(limits);
    private bool _draining;
    private bool _closed;
    private TaskCompletionSource? _idle;

    // Of the one drain that runs: something was written and not flushed yet.
    private bool _written;

    // The drain that went on asynchronously. It never fails, and CompleteAsync learns of its end through _idle.
    private Task? _drain;

    /// <summary>
    /// Adds a message and, unless it is refused, takes over the caller's reference to it.
    /// </summary>
    /// <param name="message">The whole message.</param>
    /// <param name="timing">When to send it.</param>
    /// <param name="latest">Where it takes the place of an older one that still waits; none for a message of its own.</param>
    /// <param name="waiter">Who waits for room rather than use the last of it, if anybody.</param>
    /// <param name="mayDrop">Whether it may be dropped for want of room, where the limits say so.</param>
    public OutboxResult Add(
        MessageBuffer message,
        FlushTiming timing,
        LatestMessage? latest = null,
        IRoomWaiter? waiter = null,
        bool mayDrop = false)
    {
        // trip 5
        bool drain = false;
        lock (_gate)
        {
            if (_closed || latest is { IsOver: true })
            {
                return OutboxResult.Closed;
            }

            if (waiter is not null && _room.TryWait(waiter, _queue, message.Length))
            {
                return OutboxResult.Busy;
            }

            OutboxResult result = _queue.Add(message, latest, mayDrop);
            if (result != OutboxResult.Accepted)
            {
                return result;
            }

            bool waits = timing == FlushTiming.Later || s_collecting == this;
            if (!_draining && (!waits || _queue.Bytes >= FlushBytes))
            {
                _draining = drain = true;
            }
        }

        if (drain)
        {
            StartDrain(inline: timing != FlushTiming.Soon || s_collecting == this);
        }

        return OutboxResult.Accepted;
    }

    /// <summary>Accepts no more messages in this place; the one that waits is still sent.</summary>
    public void End(LatestMessage latest)
    {
        lock (_gate)
        {
            latest.IsOver = true;
        }
    }

    /// <summary>Whether this thread is the receive loop's, dealing with a message.</summary>
    public bool IsCollecting => s_collecting == this;

    /// <summary>Called by the receive loop: what this thread adds from here on waits for <see cref="EndCollecting"/>.</summary>
    public void BeginCollecting() => s_collecting = this;

    /// <summary>Called by the receive loop, on the same thread, when it would wait: sends what was collected.</summary>
    public void EndCollecting()
    {
        s_collecting = null;
        Flush();
    }

    /// <summary>Sends what waits, on this thread, unless a drain is at it.</summary>
    public void Flush()
    {
        lock (_gate)
        {
            if (_draining || _queue.Count == 0)
            {
                return;
            }

            _draining = true;
        }

        StartDrain(inline: true);
    }

    /// <summary>Accepts nothing more and completes when what was accepted is sent or has failed.</summary>
    public Task CompleteAsync()
    {
        bool drain = false;
        Task idle;
        lock (_gate)
        {
            _closed = true;
            if (!_draining && _queue.Count == 0)
            {
                return Task.CompletedTask;
            }

            _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            idle = _idle.Task;
            if (!_draining)
            {
                _draining = drain = true;
            }
        }

        if (drain)
        {
            StartDrain(inline: true);
        }

        return idle;
    }

    /// <summary>Accepts nothing more and lets go of what waits.</summary>
    public void Abandon()
    {
        List<IRoomWaiter>? waiters;
        lock (_gate)
        {
            _closed = true;
            _queue.Clear();
            waiters = _room.TakeAll();
        }

        waiters?.ForEach(static waiter => waiter.OnRoom());
    }

    void IThreadPoolWorkItem.Execute() => Drain(int.MaxValue);

    private void StartDrain(bool inline)
    {
        if (inline)
        {
            Drain(MaxFlushesOfSender);
        }
        else
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
        }
    }

    private void Drain(int maxFlushes)
    {
        ValueTask drain = DrainAsync(maxFlushes);
        if (drain.IsCompleted)
        {
            drain.GetAwaiter().GetResult();
        }
        else
        {
            _drain = drain.AsTask();
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever ends the sending ends the connection and is reported there.")]
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask DrainAsync(int maxFlushes)
    {
        try
        {
            while (TryTakeNext(out MessageBuffer? message))
            {
                if (message is not null)
                {
                    _written = true;
                    await transport.WriteAndReleaseAsync(message).ConfigureAwait(false);
                }

                if (message is null || transport.UnflushedBytes >= FlushBytes)
                {
                    _written = false;
                    await transport.FlushAsync().ConfigureAwait(false);
                    if (--maxFlushes == 0)
                    {
                        StartDrain(inline: false);
                        return;
                    }
                }
            }
        }
        catch (Exception exception)
        {
            Abandon();
            EndDrain();
            failed(exception);
        }
    }

    /// <summary>
    /// The next message to write; none where the queue is empty but what was written is still to be flushed;
    /// <see langword="false"/> when all is done and the drain has ended.
    /// </summary>
    private bool TryTakeNext(out MessageBuffer? message)
    {
        List<IRoomWaiter>? waiters = null;
        lock (_gate)
        {
            if (_queue.TryTake(out message))
            {
                waiters = _room.TakeReady(_queue);
            }
            else if (!_written)
            {
                EndDrainLocked();
                return false;
            }
        }

        waiters?.ForEach(static waiter => waiter.OnRoom());
        return true;
    }

    private void EndDrain()
    {
        lock (_gate)
        {
            EndDrainLocked();
        }
    }

    private void EndDrainLocked()
    {
        _draining = _written = false;
        _idle?.TrySetResult();
    }
}
