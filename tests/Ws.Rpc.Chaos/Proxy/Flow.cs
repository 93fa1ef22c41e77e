namespace Ws.Rpc.Chaos.Proxy;

/// <summary>A direction through the proxy.</summary>
internal enum Flow
{
    /// <summary>From the client to the server.</summary>
    Up,

    /// <summary>From the server to the client.</summary>
    Down,
}
