using System.Collections.Generic;
using System.Threading;

namespace Ws.Rpc.Streams;

/// <summary>
/// The streams of ours that the peer knows by a token: results that it pulls, of which there may be a limited number, and
/// arguments, whose number our own calls decide. Thread-safe.
/// </summary>
internal sealed class StreamTokens(int maxPulled)
{
    private readonly StreamTable<long, IStreamSource> _pulled = new(maxPulled);
    private readonly StreamTable<long, IStreamSource> _arguments = new(int.MaxValue);
    private long _last;

    public int Count => _pulled.Count + _arguments.Count;

    /// <exception cref="RpcException">There are too many, or the connection is over.</exception>
    public long AddPulled(IStreamSource source) => _pulled.Add(Next(out long token), source) switch
    {
        StreamAdmission.Admitted => token,
        StreamAdmission.TooMany => throw new RpcException(
            RpcErrorCode.Unavailable, $"{maxPulled} streams are already held by a token on this connection."),
        _ => throw new RpcConnectionException("There is no connection."),
    };

    /// <summary>Gives an argument its token; <see langword="false"/> if the connection is over.</summary>
    public bool TryAddArgument(IStreamSource source, out long token) =>
        _arguments.Add(Next(out token), source) == StreamAdmission.Admitted;

    public IStreamSource? Find(long token) => _pulled.Find(token) ?? _arguments.Find(token);

    public bool Remove(long token, IStreamSource source) => _pulled.Remove(token, source) || _arguments.Remove(token, source);

    public IEnumerable<IStreamSource> Close() => [.. _pulled.Close(), .. _arguments.Close()];

    private long Next(out long token) => token = Interlocked.Increment(ref _last);
}
