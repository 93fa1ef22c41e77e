using System;

namespace Ws.Rpc.Connections;

/// <summary>What a connection reports upward. All methods are called from its receive loop, one at a time.</summary>
internal interface IConnectionOwner
{
    /// <summary>A whole message came; its bytes are valid during the call only.</summary>
    void OnMessage(RpcConnection connection, ReadOnlySpan<byte> message);

    /// <summary>Everything that came has been reported, and the next message has to be waited for.</summary>
    void OnIdle(RpcConnection connection);
}
