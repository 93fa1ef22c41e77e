using System;
using System.Collections.Concurrent;

namespace Ws.Rpc.AspNetCore.Rooms;

/// <summary>The directory of each hub class of an application.</summary>
internal sealed class HubDirectories
{
    private readonly ConcurrentDictionary<Type, HubDirectory> _directories = new();

    public HubDirectory Of(Type hub) => _directories.GetOrAdd(hub, static _ => new HubDirectory());
}
