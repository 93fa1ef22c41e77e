using System;

namespace Ws.Rpc.Connections;

/// <summary>What a connection reports upward.</summary>
internal interface IConnectionOwner
{
    /// <summary>A whole message came; its bytes are valid during the call only. Called from the receive loop.</summary>
    void OnMessage(RpcConnection connection, ReadOnlySpan<byte> message);

    /// <summary>
    /// Gets whether the next <see cref="OnPause"/> or <see cref="OnWaiting"/> has work, behind which the owner flushes.
    /// </summary>
    bool WillFlush { get; }

    /// <summary>
    /// The receive loop has reported for a while without a pause, or for the last time, and goes on behind this call. Called
    /// from the loop, as <see cref="OnMessage"/> is.
    /// </summary>
    void OnPause(RpcConnection connection);

    /// <summary>
    /// Everything that came has been reported, and the loop waits for more. This thread is no longer the loop's: it may be used
    /// for as long as one likes, while the loop may already go on elsewhere.
    /// </summary>
    void OnWaiting(RpcConnection connection);

    /// <summary>
    /// Whether what was to be sent is kept for another connection, this one having ended like that. Nothing is reported any more
    /// when this is asked, but <see cref="OnOver"/>.
    /// </summary>
    bool Keeps(RpcDisconnect disconnect);

    /// <summary>The connection is over, and nothing is sent over it any more.</summary>
    void OnOver(RpcConnection connection, RpcDisconnect disconnect, bool isKept);
}
