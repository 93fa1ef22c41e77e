using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace Ws.Rpc.Sessions;

/// <summary>
/// The peer's calls that have not started: those that lack nothing but a place, in their order, and ordered ones that wait for
/// one another besides. Guarded by the gate of the <see cref="CallQueue"/> that owns it.
/// </summary>
/// <param name="maxBytes">How long the arguments of all may be together.</param>
internal sealed class WaitingCalls(long maxBytes)
{
    private readonly Queue<WaitingCall> _ready = new();
    private readonly OrderedCalls _ordered = new();
    private long _bytes;

    public int Count => _ready.Count + _ordered.Count;

    /// <summary>Whether a call lacks nothing but a place.</summary>
    public bool AreReady => _ready.Count > 0;

    /// <summary>Whether a new call may start without having waited; then it is taken for one that does.</summary>
    public bool TryPass(bool isOrdered)
    {
        if (!isOrdered)
        {
            return true;
        }

        if (!_ordered.IsFree)
        {
            return false;
        }

        _ordered.Admit();
        return true;
    }

    /// <summary>Adds a call; <see langword="false"/> if its arguments are too long.</summary>
    /// <param name="call">The call.</param>
    /// <param name="isBehind">Whether it waits for another one, and not just for a place.</param>
    public bool TryAdd(WaitingCall call, out bool isBehind)
    {
        isBehind = false;
        if (_bytes + call.Bytes > maxBytes)
        {
            return false;
        }

        _bytes += call.Bytes;
        isBehind = !TryPass(call.IsOrdered);
        if (isBehind)
        {
            _ordered.Add(call);
        }
        else
        {
            _ready.Enqueue(call);
        }

        return true;
    }

    /// <summary>Takes the call that is to start next.</summary>
    public bool TryTake([NotNullWhen(true)] out WaitingCall? call)
    {
        if (!_ready.TryDequeue(out call))
        {
            return false;
        }

        _bytes -= call.Bytes;
        return true;
    }

    /// <summary>Takes a call from behind the others, if it waits there still.</summary>
    public bool TryTakeOut(WaitingCall call)
    {
        if (!_ordered.Remove(call))
        {
            return false;
        }

        _bytes -= call.Bytes;
        _ordered.Admit();
        return true;
    }

    /// <summary>The turn of an ordered call is over.</summary>
    public void End(OrderedTurn turn)
    {
        _ordered.End(turn);
        AdmitNext();
    }

    /// <inheritdoc cref="CallQueue.Leave"/>
    public void Leave(OrderedTurn turn)
    {
        _ordered.Leave(turn);
        AdmitNext();
    }

    /// <inheritdoc cref="CallQueue.Return"/>
    public void Return(OrderedTurn turn) => _ordered.Return(turn);

    /// <summary>Takes all.</summary>
    public IReadOnlyList<WaitingCall> Clear()
    {
        foreach (WaitingCall call in _ready)
        {
            if (call.IsOrdered)
            {
                _ordered.Withdraw();
            }
        }

        WaitingCall[] all = [.. _ready, .. _ordered.Clear()];
        _ready.Clear();
        _bytes = 0;
        return all;
    }

    private void AdmitNext()
    {
        if (_ordered.TryAdmitNext(out WaitingCall? next))
        {
            _ready.Enqueue(next);
        }
    }
}
