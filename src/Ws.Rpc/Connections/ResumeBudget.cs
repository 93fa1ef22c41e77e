using System.Threading;

namespace Ws.Rpc.Connections;

/// <summary>How many bytes all sessions without a connection may keep together. Thread-safe.</summary>
internal sealed class ResumeBudget(long capacity)
{
    private long _reserved;

    public long Reserved => Interlocked.Read(ref _reserved);

    public bool TryReserve(long bytes)
    {
        if (Interlocked.Add(ref _reserved, bytes) <= capacity)
        {
            return true;
        }

        Release(bytes);
        return false;
    }

    public void Release(long bytes) => Interlocked.Add(ref _reserved, -bytes);
}
