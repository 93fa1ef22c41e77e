using System;

namespace Ws.Rpc;

/// <summary>
/// The session was lost while the call or stream was under way, and could not be resumed: whether the call has been executed is
/// unknown (protocol section 9). Calls of methods marked <see cref="RpcMethodAttribute.Idempotent"/> and streams that state a
/// position are repeated instead, while the client connects again.
/// </summary>
public sealed class RpcSessionLostException : RpcConnectionException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="disconnect">How the connection ended.</param>
    /// <param name="innerException">The cause.</param>
    public RpcSessionLostException(string message, RpcDisconnect? disconnect = null, Exception? innerException = null)
        : base(message, disconnect, innerException)
    {
    }
}
