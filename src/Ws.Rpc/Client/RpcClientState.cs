namespace Ws.Rpc;

/// <summary>What an <see cref="RpcClient"/> is doing.</summary>
public enum RpcClientState
{
    /// <summary>There is no connection.</summary>
    Disconnected,

    /// <summary>A connection is being made.</summary>
    Connecting,

    /// <summary>Calls can be made.</summary>
    Connected,

    /// <summary>The client is disposed; it connects no more.</summary>
    Disposed,
}
