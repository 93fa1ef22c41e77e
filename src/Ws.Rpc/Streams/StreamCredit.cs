using System;
using System.Threading;

namespace Ws.Rpc.Streams;

/// <summary>How many items may still be sent: additive, never revoked (protocol section 7). Thread-safe.</summary>
internal sealed class StreamCredit(int initial)
{
    private int _left = initial;

    public bool IsUsedUp => Volatile.Read(ref _left) == 0;

    /// <summary>Takes the credit for one item.</summary>
    public bool TryTake()
    {
        // Only one sender takes, so that what it has seen to be there stays there.
        if (IsUsedUp)
        {
            return false;
        }

        Interlocked.Decrement(ref _left);
        return true;
    }

    /// <summary>Adds to it; more than can be counted is as good as what can be.</summary>
    public void Add(int items)
    {
        int before;
        int after;
        do
        {
            before = Volatile.Read(ref _left);
            after = (int)Math.Min(int.MaxValue, (long)before + items);
        }
        while (Interlocked.CompareExchange(ref _left, after, before) != before);
    }
}
