using System.Threading;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Calls;

/// <summary>The tokens that are live in the peer's calls, each with the call that took it. Thread-safe.</summary>
/// <param name="capacity">How many there may be.</param>
internal sealed class PeerTokens(int capacity)
{
    // Guards _owners.
    private readonly Lock _gate = new();
    private SparseTable<RequestId, object> _owners;

    public int Capacity => capacity;

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _owners.Count;
            }
        }
    }

    /// <summary>
    /// Takes a token for a call; <see langword="false"/> if it is taken already, or if too many are.
    /// </summary>
    public bool TryAdd(RequestId token, object owner, out bool isFull)
    {
        lock (_gate)
        {
            isFull = _owners.Count >= capacity && _owners.Find(token) is null;
            return !isFull && _owners.TryAdd(token, owner);
        }
    }

    /// <summary>Gives back a token, unless another call has it since <see cref="Clear"/>.</summary>
    public void Remove(RequestId token, object owner)
    {
        lock (_gate)
        {
            _owners.Remove(token, owner);
        }
    }

    /// <summary>Forgets all tokens: the peer that gave them out is gone.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _owners.Clear();
        }
    }
}
