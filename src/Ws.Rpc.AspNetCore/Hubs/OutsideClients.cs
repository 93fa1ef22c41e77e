using Ws.Rpc.AspNetCore.Rooms;

namespace Ws.Rpc.AspNetCore.Hubs;

/// <summary>The clients of a hub as others than its callers see them.</summary>
internal sealed class OutsideClients<TCallback>(HubDirectory directory) : HubClients<TCallback>(directory, directory.Json)
    where TCallback : class;
