using System;
using System.Collections.Generic;
using System.Threading;
using Ws.Rpc.CompilerServices;

namespace Ws.Rpc.Client;

/// <summary>
/// The stream that a method of the server's returns, over as many sessions as it lasts: each enumeration is a call, and another
/// one in each session in which it goes on. Thread-safe.
/// </summary>
internal sealed class ClientStream<TArguments, T>(
    ClientChannel channel, RpcMethod method, TArguments arguments, RpcCodec<T> codec, CancellationToken cancellationToken)
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
        return new ClientStream<TArguments, T>(channel, method, arguments, codec, cancellationToken)
        {
            After = cursor,
            _cursor = cursor,
        };
    }

    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken other = default) =>
        new ClientStreamReader<T>(channel, method, NewSource, cursor => _cursor = cursor, After, cancellationToken, other);

    // What an enumeration reads from in one session.
    private IRpcResumable<T> NewSource(RpcChannel session, string? after)
    {
        var source = (IRpcResumable<T>)session.StreamAsync(method, arguments, codec, cancellationToken);
        return after is null ? source : source.ContinueAfter(after);
    }
}
