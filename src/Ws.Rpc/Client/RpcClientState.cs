namespace Ws.Rpc;

/// <summary>What an <see cref="RpcClient"/> is doing.</summary>
public enum RpcClientState
{
    /// <summary>There is no connection, and none is being made.</summary>
    Disconnected,

    /// <summary>A connection is being made, for the first time or after <see cref="RpcClient.CloseAsync"/>.</summary>
    Connecting,

    /// <summary>Calls can be made.</summary>
    Connected,

    /// <summary>The client is disposed; it connects no more.</summary>
    Disposed,

    /// <summary>The connection is lost or about to end, and another is being made. Calls wait, if they may.</summary>
    Reconnecting,
}
