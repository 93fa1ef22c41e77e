using System;

namespace Ws.Rpc.Hosting;

/// <summary>The name of the options and checks of a hub's client.</summary>
internal static class HubName
{
    public static string Of(Type hub) => hub.FullName ?? hub.Name;
}
