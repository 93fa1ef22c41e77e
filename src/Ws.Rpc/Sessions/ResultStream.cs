using System;
using System.Collections.Generic;
using System.Threading;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Streams;

namespace Ws.Rpc.Sessions;

/// <summary>The stream that a method of the peer's returns: each enumeration is a call. Thread-safe.</summary>
internal sealed class ResultStream<TArguments, T>(
    RpcSession session, RpcMethod method, TArguments arguments, RpcCodec<T> codec, CancellationToken cancellationToken)
    : IRpcResumable<T>
    where TArguments : struct, IRpcArguments
{
    private volatile string? _cursor;

    public string? Cursor => _cursor;

    /// <summary>Where the stream is to be continued; <see langword="null"/> for its beginning.</summary>
    public string? After { get; private init; }

    public IRpcResumable<T> ContinueAfter(string cursor)
    {
        ArgumentNullException.ThrowIfNull(cursor);
        return new ResultStream<TArguments, T>(session, method, arguments, codec, cancellationToken)
        {
            After = cursor,
            _cursor = cursor,
        };
    }

    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken other = default)
    {
        ConnectionStreams link = session.Streams;
        var inbox = new StreamInbox<T>(link, method, codec);
        var call = new StreamCall<TArguments>(session, link, inbox, method, arguments, After);
        var window = new StreamWindow(link.Credit, link.MaxCredit);
        var reader = new StreamReader<T>(inbox, call, window, cancellationToken, other)
        {
            CursorTaken = cursor => _cursor = cursor,
        };
        return session.Calls.CurrentTurn is { } turn ? new TurnReader<T>(turn, reader) : reader;
    }
}
