using System;
using System.Collections.Generic;
using System.Threading;

namespace Ws.Rpc.AspNetCore.Hubs;

/// <summary>Owns the rate limiters of all hubs; the container disposes it, and so them, with the application.</summary>
internal sealed class CallLimiters : IDisposable
{
    // Guards _owned.
    private readonly Lock _gate = new();
    private readonly HashSet<IDisposable> _owned = [];

    /// <summary>Takes over a limiter, which other hubs may have given already.</summary>
    public void Own(IDisposable limiter)
    {
        lock (_gate)
        {
            _owned.Add(limiter);
        }
    }

    public void Dispose()
    {
        IDisposable[] all;
        lock (_gate)
        {
            all = [.. _owned];
            _owned.Clear();
        }

        Array.ForEach(all, static limiter => limiter.Dispose());
    }
}
