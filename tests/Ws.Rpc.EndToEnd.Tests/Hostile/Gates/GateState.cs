using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;

namespace Ws.Rpc.EndToEnd.Tests.Hostile.Gates;

/// <summary>What lives behind the gates, and who got there and should not have. Thread-safe.</summary>
internal sealed class GateState
{
    private readonly ConcurrentQueue<string> _intrusions = new();
    private int _connections;
    private int _handlers;

    public int Connections => Volatile.Read(ref _connections);

    public int Handlers => Volatile.Read(ref _handlers);

    public IReadOnlyCollection<string> Intrusions => _intrusions;

    public void Connect() => Interlocked.Increment(ref _connections);

    public void Disconnect() => Interlocked.Decrement(ref _connections);

    public void Begin() => Interlocked.Increment(ref _handlers);

    public void End() => Interlocked.Decrement(ref _handlers);

    /// <summary>Notes what should never have happened, if it has.</summary>
    public void Expect(bool allowed, string what)
    {
        if (!allowed)
        {
            _intrusions.Enqueue(what);
        }
    }
}
