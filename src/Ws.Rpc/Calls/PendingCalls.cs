using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Threading;

namespace Ws.Rpc.Calls;

/// <summary>
/// Our calls that await their answers, by id. Ids count up from 1, or down from −1 on a server (protocol section 3); the low bits
/// of the count are the slot, and an id whose slot a long call still holds is skipped. Thread-safe.
/// </summary>
internal sealed class PendingCalls(bool negativeIds, int capacity)
{
    private const int InitialSlots = 16;

    // What a side has that never calls the other: nothing is filed in it.
    private static readonly PendingCall?[] s_none = new PendingCall?[1];

    // Guards _slots, _next, _count and _refusal.
    private readonly Lock _gate = new();
    private PendingCall?[] _slots = s_none;
    private long _next = 1;
    private int _count;
    private Func<Exception>? _refusal;

    /// <summary>How many calls await their answer, as of a moment ago.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Gives the call an id and files it; otherwise says why it cannot be.</summary>
    public bool TryAdd(PendingCall call, [NotNullWhen(false)] out Exception? refusal)
    {
        Func<Exception>? closed;
        lock (_gate)
        {
            closed = _refusal;
            if (closed is null && _count < capacity)
            {
                AddLocked(call);
                refusal = null;
                return true;
            }
        }

        refusal = closed?.Invoke()
            ?? new RpcException(RpcErrorCode.Unavailable, $"{capacity} calls are already pending on this connection.");
        return false;
    }

    /// <summary>Takes out the call with this id, for its one owner.</summary>
    public bool TryTake(long id, [NotNullWhen(true)] out PendingCall? call)
    {
        lock (_gate)
        {
            ref PendingCall? slot = ref SlotLocked(id);
            call = slot;
            if (call is null || call.Id != id)
            {
                call = null;
                return false;
            }

            slot = null;
            _count--;
            return true;
        }
    }

    /// <summary>The call with this id, which stays where it is: for what comes before its answer.</summary>
    public PendingCall? Find(long id)
    {
        lock (_gate)
        {
            PendingCall? call = SlotLocked(id);
            return call is not null && call.Id == id ? call : null;
        }
    }

    /// <summary>
    /// Whether this id was ever given out, so that an answer nobody awaits is a late one rather than a stray one.
    /// </summary>
    public bool WasIssued(long id)
    {
        long number = negativeIds ? -id : id;
        lock (_gate)
        {
            return number > 0 && number < _next;
        }
    }

    /// <summary>Takes out the calls whose deadline has passed, and says when the next one will.</summary>
    public IReadOnlyList<PendingCall> TakeExpired(long now, out long nextDeadline)
    {
        List<PendingCall>? expired = null;
        nextDeadline = long.MaxValue;
        lock (_gate)
        {
            foreach (ref PendingCall? slot in _slots.AsSpan())
            {
                if (slot is null)
                {
                    continue;
                }

                if (slot.Deadline <= now)
                {
                    (expired ??= []).Add(slot);
                    slot = null;
                    _count--;
                }
                else
                {
                    nextDeadline = Math.Min(nextDeadline, slot.Deadline);
                }
            }
        }

        return expired ?? [];
    }

    /// <summary>Takes out all calls; from now on new ones are refused with <paramref name="reason"/>.</summary>
    public IReadOnlyList<PendingCall> Close(Func<Exception> reason)
    {
        lock (_gate)
        {
            _refusal = reason;
            var all = new List<PendingCall>(_count);
            foreach (ref PendingCall? slot in _slots.AsSpan())
            {
                if (slot is not null)
                {
                    all.Add(slot);
                    slot = null;
                }
            }

            _count = 0;
            return all;
        }
    }

    /// <summary>Accepts calls again, on a new connection; ids go on where they were.</summary>
    public void Open()
    {
        lock (_gate)
        {
            _refusal = null;
        }
    }

    private void AddLocked(PendingCall call)
    {
        // At most half full, so that a free slot is near.
        if (_count * 2 >= _slots.Length || _slots == s_none)
        {
            GrowLocked();
        }

        while (_slots[_next & (_slots.Length - 1)] is not null)
        {
            _next++;
        }

        call.Id = negativeIds ? -_next : _next;
        _slots[_next & (_slots.Length - 1)] = call;
        _next++;
        _count++;
    }

    private void GrowLocked()
    {
        PendingCall?[] old = _slots;
        _slots = new PendingCall?[Math.Max(old.Length * 2, InitialSlots)];
        foreach (PendingCall? call in old)
        {
            if (call is not null)
            {
                SlotLocked(call.Id) = call;
            }
        }
    }

    private ref PendingCall? SlotLocked(long id) => ref _slots[(negativeIds ? unchecked(-id) : id) & (_slots.Length - 1)];
}
