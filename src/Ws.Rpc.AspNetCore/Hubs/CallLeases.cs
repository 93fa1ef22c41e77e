using System;
using System.Collections.Generic;

namespace Ws.Rpc.AspNetCore.Hubs;

/// <summary>The leases of a call that more than one rate limit admitted.</summary>
internal sealed class CallLeases(int capacity) : IDisposable
{
    private readonly List<IDisposable> _leases = new(capacity);

    public void Add(IDisposable lease) => _leases.Add(lease);

    public void Dispose() => _leases.ForEach(static lease => lease.Dispose());
}
