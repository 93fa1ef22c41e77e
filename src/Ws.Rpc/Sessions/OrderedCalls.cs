using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace Ws.Rpc.Sessions;

/// <summary>
/// The ordered calls of a peer (<see cref="RpcOrderedAttribute"/>): one goes on, the others wait behind it. Guarded by the gate
/// of the <see cref="CallQueue"/> that owns its owner.
/// </summary>
internal sealed class OrderedCalls
{
    private readonly List<WaitingCall> _waiting = [];

    // Those admitted that have not completed and await no answer of the peer's.
    private int _active;

    /// <summary>How many calls wait for the one before them.</summary>
    public int Count => _waiting.Count;

    /// <summary>Whether a new call need not wait for another.</summary>
    public bool IsFree => _active == 0 && _waiting.Count == 0;

    /// <summary>A call goes on, or will as soon as there is a place.</summary>
    public void Admit() => _active++;

    /// <summary>A call that was admitted will not start.</summary>
    public void Withdraw() => _active--;

    public void Add(WaitingCall call) => _waiting.Add(call);

    /// <summary><see langword="false"/> if the call does not wait here any more.</summary>
    public bool Remove(WaitingCall call) => _waiting.Remove(call);

    /// <summary>Admits the next, if it may go on.</summary>
    public bool TryAdmitNext([NotNullWhen(true)] out WaitingCall? call)
    {
        call = null;
        if (_active > 0 || _waiting.Count == 0)
        {
            return false;
        }

        call = _waiting[0];
        _waiting.RemoveAt(0);
        _active++;
        return true;
    }

    public void Leave(OrderedTurn turn)
    {
        if (turn.Awaited++ == 0 && !turn.IsOver)
        {
            _active--;
        }
    }

    public void Return(OrderedTurn turn)
    {
        if (--turn.Awaited == 0 && !turn.IsOver)
        {
            _active++;
        }
    }

    public void End(OrderedTurn turn)
    {
        turn.IsOver = true;
        if (turn.Awaited == 0)
        {
            _active--;
        }
    }

    public IReadOnlyList<WaitingCall> Clear()
    {
        WaitingCall[] all = [.. _waiting];
        _waiting.Clear();
        return all;
    }
}
