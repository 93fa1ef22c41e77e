using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.AspNetCore;

namespace Ws.Rpc.EndToEnd.Tests.Handshake;

/// <summary>Takes the services that the application has.</summary>
internal sealed class SecondFilter(DoorState state) : IRpcHandshakeFilter
{
    public ValueTask<RpcHandshakeResult> OnHandshakeAsync(RpcHandshake handshake, CancellationToken cancellationToken)
    {
        handshake.Items["order"] += state.Hubs == 0 ? ", second" : ", too late";
        return new(RpcHandshakeResult.Accept);
    }
}
