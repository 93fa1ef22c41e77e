using System;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.AspNetCore;

namespace Ws.Rpc.EndToEnd.Tests.Handshake;

internal sealed class DisposableFilter(FilterCounts counts) : IRpcHandshakeFilter, IDisposable
{
    public ValueTask<RpcHandshakeResult> OnHandshakeAsync(RpcHandshake handshake, CancellationToken cancellationToken) =>
        new(RpcHandshakeResult.Accept);

    public void Dispose() => counts.CountDisposed();
}
