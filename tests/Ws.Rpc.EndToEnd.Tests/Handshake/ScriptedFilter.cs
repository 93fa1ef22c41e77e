using System;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.AspNetCore;

namespace Ws.Rpc.EndToEnd.Tests.Handshake;

/// <summary>Decides as a test says.</summary>
internal sealed class ScriptedFilter(Func<RpcHandshake, RpcHandshakeResult> decide) : IRpcHandshakeFilter
{
    public ValueTask<RpcHandshakeResult> OnHandshakeAsync(RpcHandshake handshake, CancellationToken cancellationToken) =>
        new(decide(handshake));
}
