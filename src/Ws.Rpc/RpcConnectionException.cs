using System;
using System.Net;

namespace Ws.Rpc;

/// <summary>
/// The call could not be sent, or its answer can no longer arrive, because there is no connection.
/// <see cref="RpcException.Code"/> is <see cref="RpcErrorCode.Unavailable"/>. Whether a call that was already sent has been
/// executed is unknown.
/// </summary>
public class RpcConnectionException : RpcException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="disconnect">How the connection ended, where it did.</param>
    /// <param name="innerException">The cause.</param>
    public RpcConnectionException(string message, RpcDisconnect? disconnect = null, Exception? innerException = null)
        : base(RpcErrorCode.Unavailable, message, null, innerException) => Disconnect = disconnect;

    /// <summary>Gets how the connection ended, or <see langword="null"/> if there was none.</summary>
    public RpcDisconnect? Disconnect { get; }

    /// <summary>Gets the HTTP status with which the server refused the handshake, where it did.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>
    /// Gets how long the server asked to wait (<c>Retry-After</c>) when it refused the handshake, where it did.
    /// </summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Gets a value indicating whether nothing was sent, so that the call may be made on another connection.</summary>
    internal bool IsUnsent { get; init; }
}
