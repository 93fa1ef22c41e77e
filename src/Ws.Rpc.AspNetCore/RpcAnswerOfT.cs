using System;

namespace Ws.Rpc.AspNetCore;

/// <summary>What one of many clients answered to a question, or why it did not. Immutable.</summary>
/// <typeparam name="TResult">The type of the result.</typeparam>
public sealed class RpcAnswer<TResult> : RpcAnswer
{
    private readonly TResult _value;

    internal RpcAnswer(string connectionId, TResult value)
        : base(connectionId, null) => _value = value;

    internal RpcAnswer(string connectionId, Exception exception)
        : base(connectionId, exception) => _value = default!;

    /// <summary>Gets the result.</summary>
    /// <exception cref="InvalidOperationException">
    /// There is none: <see cref="RpcAnswer.IsSuccess"/> is <see langword="false"/>, and the inner exception is
    /// <see cref="RpcAnswer.Exception"/>.
    /// </exception>
    public TResult Value => IsSuccess
        ? _value
        : throw new InvalidOperationException($"The connection '{ConnectionId}' gave no answer: {Exception.Message}", Exception);
}
