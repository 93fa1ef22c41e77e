using System;
using System.Threading;

namespace Ws.Rpc.AspNetCore.Handshake;

/// <summary>The place that one connection takes within the limits; given back once, however often it is disposed.</summary>
internal sealed class ConnectionPlace(ConnectionLimits limits, string? user, AddressBlock? block) : IDisposable
{
    private int _released;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _released, 1) == 0)
        {
            limits.Release(user, block);
        }
    }
}
