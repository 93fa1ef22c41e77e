namespace Ws.Rpc.Client;

/// <summary>What a server answered to <c>$/session/open</c>.</summary>
internal sealed record SessionOpened(int Version, string Connection);
