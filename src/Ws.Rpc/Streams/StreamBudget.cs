using System.Threading;

namespace Ws.Rpc.Streams;

/// <summary>
/// How many bytes the streams of one connection may keep for consumers that have not taken them, as they were on the wire. Credit
/// counts items, and says nothing of how long they are. Thread-safe.
/// </summary>
internal sealed class StreamBudget(long most)
{
    private long _held;

    /// <summary>What is kept now.</summary>
    public long Held => Volatile.Read(ref _held);

    public bool TryHold(long bytes)
    {
        if (Interlocked.Add(ref _held, bytes) <= most)
        {
            return true;
        }

        LetGo(bytes);
        return false;
    }

    public void LetGo(long bytes) => Interlocked.Add(ref _held, -bytes);
}
