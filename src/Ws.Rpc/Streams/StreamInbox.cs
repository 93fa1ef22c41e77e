using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading;
using Ws.Rpc.CompilerServices;

namespace Ws.Rpc.Streams;

/// <summary>
/// The items between the receive loop, which never waits, and their one consumer. No more are here than there was credit for, and
/// a batch changes hands at once: neither side allocates or locks for each.
/// </summary>
internal sealed class StreamInbox<T>(IStreamLink link, RpcMethod method, RpcCodec<T> codec) : StreamReceiver
{
    private const int InitialLength = 16;

    private readonly StagedItems<T> _staged = new(method, codec);
    private readonly Queue<(long Position, string Cursor)> _cursors = new();

    // Guards _cursors, _arrived, _arrivedCount, _arrivedTotal, _arrivedBytes, _waitingBytes, _takenBytes, _allowed,
    // _ended and _failure.
    private readonly Lock _gate = new();
    private T[] _arrived = [];
    private int _arrivedCount;
    private long _arrivedTotal;
    private long _arrivedBytes;
    private long _waitingBytes;
    private long _takenBytes;
    private int _allowed;
    private bool _ended;
    private volatile bool _cut;
    private Exception? _failure;

    /// <summary>Set when there is something new here.</summary>
    public StreamSignal Signal { get; } = new(link);

    /// <summary>Whether the consumer wants nothing more, not even what has come.</summary>
    public bool IsCut => _cut;

    /// <summary>Whether the items are an argument of a call, not its result.</summary>
    public bool IsArgument { get; init; }

    public override int StagedCount => _staged.Count;

    public bool HasEnded
    {
        get
        {
            lock (_gate)
            {
                return _ended;
            }
        }
    }

    /// <summary>How long an item is on the wire.</summary>
    public long AverageItemBytes
    {
        get
        {
            lock (_gate)
            {
                return _arrivedBytes / Math.Max(1, _arrivedTotal);
            }
        }
    }

    public override int Allow(int items)
    {
        lock (_gate)
        {
            return _allowed += items;
        }
    }

    public override void Stage(ref Utf8JsonReader reader) => _staged.Read(ref reader);

    public override void Unstage() => _staged.Clear();

    public override bool TryPublish(string? cursor)
    {
        bool accepted;
        lock (_gate)
        {
            accepted = _ended || IsPulled || _staged.Count <= _allowed;
            if (accepted && !_ended)
            {
                PublishLocked(cursor);
            }
        }

        _staged.Clear();
        Signal.Set();
        return accepted;
    }

    public override void End(Exception? failure) => End(failure, cut: false);

    /// <summary>Nothing more will come and, where it is <paramref name="cut"/>, nothing more is wanted either.</summary>
    public void End(Exception? failure, bool cut)
    {
        lock (_gate)
        {
            if (cut)
            {
                LetGoLocked();
            }

            if (_ended)
            {
                return;
            }

            _cut = cut;
            EndLocked(failure);
            if (cut)
            {
                Array.Clear(_arrived, 0, _arrivedCount);
                _arrivedCount = 0;
            }
        }

        Signal.Set();
    }

    /// <summary>Exchanges the consumer's used batch for what has come.</summary>
    public InboxState Take(ref T[] batch, out int count, out long cursorAt, out Exception? failure)
    {
        lock (_gate)
        {
            failure = _failure;
            count = _arrivedCount;
            cursorAt = NextCursorLocked();
            if (count == 0)
            {
                LetGoLocked();
                return _ended ? InboxState.Ended : InboxState.Empty;
            }

            (batch, _arrived) = (_arrived, batch);
            _arrivedCount = 0;
            link.Budget.LetGo(_takenBytes);
            (_takenBytes, _waitingBytes) = (_waitingBytes, 0);
            return InboxState.Items;
        }
    }

    /// <summary>Takes out the next stated position, and says behind which item the one after it stands.</summary>
    public string TakeCursor(out long nextAt)
    {
        lock (_gate)
        {
            string cursor = _cursors.Dequeue().Cursor;
            nextAt = NextCursorLocked();
            return cursor;
        }
    }

    private long NextCursorLocked() => _cursors.TryPeek(out (long Position, string Cursor) next) ? next.Position : long.MaxValue;

    private void LetGoLocked()
    {
        link.Budget.LetGo(_takenBytes + _waitingBytes);
        _takenBytes = _waitingBytes = 0;
    }

    private void PublishLocked(string? cursor)
    {
        long bytes = _staged.Bytes + (cursor?.Length ?? 0);
        if (!link.Budget.TryHold(bytes))
        {
            _ended = true;
            _failure = new RpcException(
                RpcErrorCode.Unavailable, "The streams of this connection keep more items than they may: they are not taken.");
            return;
        }

        int needed = _arrivedCount + _staged.Count;
        if (needed > _arrived.Length)
        {
            Array.Resize(ref _arrived, Math.Max(InitialLength, Math.Max(needed, _arrived.Length * 2)));
        }

        _staged.Items.CopyTo(_arrived.AsSpan(_arrivedCount));
        _arrivedCount = needed;
        _arrivedTotal += _staged.Count;
        _arrivedBytes += _staged.Bytes;
        _waitingBytes += bytes;
        _allowed -= IsPulled ? 0 : _staged.Count;
        if (cursor is not null && _staged.Count > 0 && _staged.Failure is null)
        {
            // No more of them than items, which the credit bounds, and none that lies behind an item that was not read.
            _cursors.Enqueue((_arrivedTotal, cursor));
        }

        if (_staged.Failure is not null)
        {
            EndLocked(_staged.Failure);
        }
    }

    private void EndLocked(Exception? failure)
    {
        _ended = true;
        _failure = failure;
        if (IsArgument && failure is RpcProtocolException misfit)
        {
            misfit.IsOfArgument = true;
        }
    }
}
