using System;
using System.Diagnostics.CodeAnalysis;

namespace Ws.Rpc.AspNetCore;

/// <summary>What became of a question to one of many clients (<see cref="RpcClientsExtensions"/>). Immutable.</summary>
public abstract class RpcAnswer
{
    private protected RpcAnswer(string connectionId, Exception? exception)
    {
        ConnectionId = connectionId;
        Exception = exception;
    }

    /// <summary>Gets the connection id of the client that was asked.</summary>
    public string ConnectionId { get; }

    /// <summary>Gets a value indicating whether the client answered, and not with an error.</summary>
    [MemberNotNullWhen(false, nameof(Exception))]
    public bool IsSuccess => Exception is null;

    /// <summary>
    /// Gets why there is no result, or <see langword="null"/> if there is one: an <see cref="RpcException"/> with what the client
    /// answered, an <see cref="RpcTimeoutException"/> if it did not in time, an <see cref="RpcConnectionException"/> if it has
    /// gone, or what the function that asks threw by itself.
    /// </summary>
    public Exception? Exception { get; }
}
