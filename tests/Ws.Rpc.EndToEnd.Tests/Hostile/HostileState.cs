using System;
using System.Threading;

namespace Ws.Rpc.EndToEnd.Tests.Hostile;

/// <summary>Counts what lives on the server. Thread-safe.</summary>
internal sealed class HostileState
{
    private int _connections;
    private int _handlers;

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>How many handlers, sources of streams among them, have begun and not ended.</summary>
    public int Handlers => Volatile.Read(ref _handlers);

    public void Connect() => Interlocked.Increment(ref _connections);

    public void Disconnect() => Interlocked.Decrement(ref _connections);

    public IDisposable Begin()
    {
        Interlocked.Increment(ref _handlers);
        return new Handler(this);
    }

    private sealed class Handler(HostileState state) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref state._handlers);
    }
}
