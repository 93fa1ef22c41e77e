using System;

namespace Ws.Rpc;

/// <summary>
/// The peer answered something that does not follow the protocol or does not fit the contract, for example a result of another
/// type than the method's. <see cref="RpcException.Code"/> is <see cref="RpcErrorCode.InvalidRequest"/>.
/// </summary>
public sealed class RpcProtocolException : RpcException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What does not fit.</param>
    /// <param name="innerException">The cause.</param>
    public RpcProtocolException(string message, Exception? innerException = null)
        : base(RpcErrorCode.InvalidRequest, message, null, innerException)
    {
    }

    /// <summary>Whether it is an argument of the call that does not fit: its caller's fault, and nobody else's.</summary>
    internal bool IsOfArgument { get; set; }
}
