using System;
using System.Collections.Generic;
using System.Threading;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Streams;

/// <summary>The streams among the arguments of a call of ours; disposed when it is settled, which may be at once.</summary>
internal sealed class StreamArguments(IStreamLink link, StreamTokens tokens, RpcMethod method) : RpcArgumentStreams, IDisposable
{
    // Guards _sources and _over.
    private readonly Lock _gate = new();
    private readonly List<IDisposable> _sources = [];
    private bool _over;

    public override void Write<T>(MessageBuffer message, IAsyncEnumerable<T> items, RpcCodec<T> codec)
    {
        var source = new ArgumentSource<T>(link, method, codec, items) { Tokens = tokens };
        bool isLive = tokens.TryAddArgument(source, out long token);
        source.Token = token;
        StreamFrames.WritePlaceholder(message, token);
        lock (_gate)
        {
            if (!_over)
            {
                _sources.Add(source);
                if (isLive)
                {
                    return;
                }
            }
        }

        // Where the connection is over the call is about to fail.
        source.Dispose();
    }

    public void Dispose()
    {
        IDisposable[] sources;
        lock (_gate)
        {
            _over = true;
            sources = [.. _sources];
            _sources.Clear();
        }

        foreach (IDisposable source in sources)
        {
            source.Dispose();
        }
    }
}
