namespace Ws.Rpc;

/// <summary>What becomes of calls that are made while an <see cref="RpcClient"/> connects or connects again.</summary>
public enum RpcWhileDisconnected
{
    /// <summary>
    /// They wait for the connection, no longer than <see cref="RpcClientOptions.CallTimeout"/>, and are sent then.
    /// </summary>
    Wait,

    /// <summary>They fail at once with an <see cref="RpcConnectionException"/>.</summary>
    Fail,
}
