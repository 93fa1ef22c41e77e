using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.AspNetCore;

namespace Ws.Rpc.EndToEnd.Tests.Handshake;

internal sealed class RegisteredFilter : IRpcHandshakeFilter
{
    public RegisteredFilter(FilterCounts counts) => counts.CountRegistered();

    public ValueTask<RpcHandshakeResult> OnHandshakeAsync(RpcHandshake handshake, CancellationToken cancellationToken) =>
        new(ReferenceEquals(handshake.HttpContext.RequestServices.GetService(typeof(RegisteredFilter)), this)
            ? RpcHandshakeResult.Accept
            : RpcHandshakeResult.Reject(403));
}
