using System.Security.Claims;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.AspNetCore;

namespace Ws.Rpc.EndToEnd.Tests.Handshake;

/// <summary>Knows everybody as a guest.</summary>
internal sealed class FirstFilter : IRpcHandshakeFilter
{
    public ValueTask<RpcHandshakeResult> OnHandshakeAsync(RpcHandshake handshake, CancellationToken cancellationToken)
    {
        handshake.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "guest")], "test"));
        handshake.Items["order"] += ", first";
        return new(handshake.Request.Query.ContainsKey("reject")
            ? RpcHandshakeResult.Reject(403, (string?)handshake.Items["order"])
            : RpcHandshakeResult.Accept);
    }
}
