using System;
using System.Collections.Generic;
using System.Threading;

namespace Ws.Rpc.CompilerServices;

/// <summary>A stream that fails as soon as it is enumerated: as a call that cannot be made fails when it is awaited.</summary>
internal sealed class RpcFailedStream<T>(Func<Exception> reason) : IAsyncEnumerable<T>
{
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) => throw reason();
}
