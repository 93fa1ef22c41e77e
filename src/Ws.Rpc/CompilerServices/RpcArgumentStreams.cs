using System.Collections.Generic;
using Ws.Rpc.Wire;

namespace Ws.Rpc.CompilerServices;

/// <summary>Takes the streams among the arguments of one call of ours.</summary>
internal abstract class RpcArgumentStreams
{
    /// <summary>Writes the placeholder of a stream, whose items follow the call (protocol section 7).</summary>
    public abstract void Write<T>(MessageBuffer message, IAsyncEnumerable<T> items, RpcCodec<T> codec);
}
