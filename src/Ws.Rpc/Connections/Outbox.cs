using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Transports;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Connections;

/// <summary>
/// The messages that wait to be sent: bounded, in order, many to a flush. Nobody owns a sending thread; whoever finds messages
/// and no drain running drains. What the receive loop's own thread adds while it dispatches is left to be flushed when the loop
/// would wait. It may outlive its socket, and then goes on over another one. Thread-safe.
/// </summary>
internal sealed class Outbox
{
    [ThreadStatic]
    private static Outbox? s_collecting;

    // Guards _queue, _room, _frames, _writer, _drain, _closed and _sent.
    private readonly Lock _gate = new();
    private readonly OutboxQueue _queue;
    private readonly RoomWaiters _room;
    private ResumableFrames? _frames;
    private OutboxWriter? _writer;
    private readonly DrainState _drain = new();
    private bool _closed;
    private long _sent;

    public Outbox(IMessageTransport transport, OutboxLimits limits, Action<Exception> failed)
    {
        _queue = new OutboxQueue(limits);
        _room = new RoomWaiters(limits);
        _writer = new OutboxWriter(transport, failed);
        _writer.Serve(this);
    }

    /// <summary>Adds a message and, unless it is refused, takes over the caller's reference to it.</summary>
    /// <param name="message">The whole message.</param>
    /// <param name="timing">When to send it.</param>
    /// <param name="latest">Where it takes the place of an older one that still waits; none for a message of its own.</param>
    /// <param name="waiter">Who waits for room rather than use the last of it, if anybody.</param>
    /// <param name="kind">Whether it counts, and whether it may be dropped for want of room.</param>
    public OutboxResult Add(
        MessageBuffer message,
        FlushTiming timing,
        LatestMessage? latest = null,
        IRoomWaiter? waiter = null,
        MessageClass kind = MessageClass.Required)
    {
        // trip 4
        OutboxWriter? drain = null;
        ResumableFrames? lost;
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

            lost = _writer is null && _frames?.TryAdd(_queue, message.Length) == false ? _frames : null;
            if (lost is null)
            {
                OutboxResult result = _queue.Add(message, latest, kind);
                if (result != OutboxResult.Accepted)
                {
                    return result;
                }

                bool waits = timing == FlushTiming.Later || s_collecting == this;
                if (!_drain.IsRunning && (!waits || _queue.Bytes >= OutboxWriter.FlushBytes))
                {
                    _drain.IsRunning = (drain = _writer) is not null;
                }
            }
        }

        if (Lose(lost))
        {
            return OutboxResult.Closed;
        }

        drain?.Start(inline: timing != FlushTiming.Soon || s_collecting == this);
        return OutboxResult.Accepted;
    }

    /// <summary>How many messages were taken out to be written, as of a moment ago.</summary>
    public long Sent => Volatile.Read(ref _sent);

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
    public void EndCollecting(bool othersFlush = false)
    {
        s_collecting = null;
        Flush(othersFlush);
    }

    /// <summary>Sends what waits, on this thread, unless a drain is at it.</summary>
    /// <param name="othersFlush">Whether that is done soon in any case, which is enough for what nobody waits for.</param>
    public void Flush(bool othersFlush = false)
    {
        OutboxWriter? writer;
        lock (_gate)
        {
            writer = _writer;
            if (_drain.IsRunning || writer is null || _queue.Count == 0 || (othersFlush && _queue.IsUnhurried))
            {
                return;
            }

            _drain.IsRunning = true;
        }

        writer.Start(inline: true);
    }

    /// <summary>
    /// Keeps what is sent from the next <see cref="MessageClass.Opening"/> on, until the peer acknowledges it; or nothing.
    /// </summary>
    public void Keep(ResumableFrames? frames)
    {
        lock (_gate)
        {
            _frames?.Clear();
            _frames = frames;
        }
    }

    /// <summary>The peer has so many frames, or may have had; <see langword="false"/> if it cannot.</summary>
    public bool TryAcknowledge(long received, bool mayBeOld)
    {
        lock (_gate)
        {
            return _frames?.Sent is not { } sent || (mayBeOld && sent.IsOld(received)) || sent.TryAcknowledge(received);
        }
    }

    /// <summary>
    /// Sends nothing more until <see cref="TryResume"/>, and completes when the drain that may run has ended. What waits and what
    /// is added stays; where that is more than may be kept, all is let go.
    /// </summary>
    public Task PauseAsync()
    {
        Task idle;
        ResumableFrames? lost;
        lock (_gate)
        {
            _writer = null;
            lost = !_closed && _frames?.TryPause(_queue) == false ? _frames : null;
            idle = _drain.WhenIdle();
        }

        Lose(lost);
        return idle;
    }

    /// <summary>
    /// Goes on over another socket: with <paramref name="first"/>, which is taken over, then with the frames behind the number
    /// that the peer has (<see langword="null"/> where none are kept), and then with those that wait.
    /// </summary>
    /// <returns><see langword="false"/>: those frames are not kept any more.</returns>
    public bool TryResume(OutboxWriter writer, MessageBuffer? first, long? received)
    {
        lock (_gate)
        {
            if (_closed || (received is { } number && _frames?.TryReplay(first, number, _queue) != true))
            {
                return false;
            }

            writer.Serve(this);
            _writer = writer;
            _drain.IsRunning = true;
        }

        writer.Start(inline: false);
        return true;
    }

    /// <summary>Accepts nothing more and completes when what was accepted is sent or has failed.</summary>
    public Task CompleteAsync()
    {
        OutboxWriter? drain = null;
        Task idle;
        lock (_gate)
        {
            _closed = true;
            if (!_drain.IsRunning && _queue.Count > 0)
            {
                _drain.IsRunning = (drain = _writer) is not null;
            }

            idle = _drain.WhenIdle();
        }

        drain?.Start(inline: true);
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
            _frames?.Clear();
            waiters = _room.TakeAll();
        }

        waiters?.ForEach(static waiter => waiter.OnRoom());
    }

    /// <summary>
    /// The next message to write; none where the queue is empty but what was written is still to be flushed;
    /// <see langword="false"/> when all is done and the drain has ended.
    /// </summary>
    public bool TryTakeNext(OutboxWriter writer, out MessageBuffer? message)
    {
        List<IRoomWaiter>? waiters = null;
        lock (_gate)
        {
            if (_writer != writer)
            {
                message = null;
                _drain.End();
                return false;
            }

            if (_frames is { IsReplaying: true })
            {
                message = _frames.TakeReplayed();
            }
            else if (_queue.TryTake(out message, out MessageClass kind))
            {
                // trip 5
                _sent++;
                _frames?.Sent.Add(message, kind);
                waiters = _room.TakeReady(_queue);
            }
            else if (!writer.HasWritten)
            {
                _drain.End();
                return false;
            }
        }

        waiters?.ForEach(static waiter => waiter.OnRoom());
        return true;
    }

    /// <summary>The drain has come to the end of its socket. What may be sent over another one stays.</summary>
    public void OnFailed(OutboxWriter writer)
    {
        bool keeps;
        lock (_gate)
        {
            keeps = _frames is not null || _writer != writer;
            _writer = _writer == writer ? null : _writer;
            _drain.End();
        }

        if (!keeps)
        {
            Abandon();
        }
    }

    private bool Lose(ResumableFrames? frames)
    {
        if (frames is null)
        {
            return false;
        }

        Abandon();
        frames.OnLost();
        return true;
    }
}
