using System;
using System.Collections.Generic;
using System.Threading;

namespace Ws.Rpc.AspNetCore.Hosting;

/// <summary>
/// The hubs of an application: how to make each ready to serve. Its presence in the container says that <c>AddWsRpc</c> was
/// called.
/// </summary>
internal sealed class MappedHubs
{
    // Guards _prepare.
    private readonly Lock _gate = new();
    private readonly List<Action> _prepare = [];

    /// <param name="prepare">Makes the hub ready, or throws what is wrong with it; may be called more than once.</param>
    public void Add(Action prepare)
    {
        lock (_gate)
        {
            _prepare.Add(prepare);
        }
    }

    public void Prepare()
    {
        Action[] all;
        lock (_gate)
        {
            all = [.. _prepare];
        }

        Array.ForEach(all, static prepare => prepare());
    }
}
