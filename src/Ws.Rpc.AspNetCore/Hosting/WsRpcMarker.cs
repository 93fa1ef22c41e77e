namespace Ws.Rpc.AspNetCore.Hosting;

/// <summary>Its presence in the container says that <c>AddWsRpc</c> was called.</summary>
internal sealed class WsRpcMarker;
