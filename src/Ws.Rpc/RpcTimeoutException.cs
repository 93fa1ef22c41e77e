using System;

namespace Ws.Rpc;

/// <summary>
/// No answer came within the call's timeout; the peer has been asked to cancel it. <see cref="RpcException.Code"/> is
/// <see cref="RpcErrorCode.Timeout"/>. Whether the call was executed is unknown.
/// </summary>
public sealed class RpcTimeoutException : RpcException
{
    /// <summary>Creates the error.</summary>
    /// <param name="method">The wire name of the method called.</param>
    /// <param name="timeout">The timeout that passed.</param>
    public RpcTimeoutException(string method, TimeSpan timeout)
        : base(RpcErrorCode.Timeout, $"'{method}' was not answered within {timeout}.") => Timeout = timeout;

    /// <summary>Gets the timeout that passed.</summary>
    public TimeSpan Timeout { get; }
}
