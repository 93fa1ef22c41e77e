using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Ws.Rpc.AspNetCore.Handshake;

/// <summary>
/// Keeps out pages of other sites (protocol section 2): browsers let any page open a WebSocket anywhere and send the visitor's
/// cookies along, but they always say whose page it is.
/// </summary>
internal sealed class OriginFilter(OriginPolicy policy) : IRpcHandshakeFilter
{
    private static readonly RpcHandshakeResult s_rejection =
        RpcHandshakeResult.Reject(StatusCodes.Status403Forbidden, "Pages of this origin may not connect.");

    public ValueTask<RpcHandshakeResult> OnHandshakeAsync(RpcHandshake handshake, CancellationToken cancellationToken) =>
        new(IsAllowed(handshake.HttpContext.Request) ? RpcHandshakeResult.Accept : s_rejection);

    private bool IsAllowed(HttpRequest request)
    {
        StringValues header = request.Headers.Origin;
        if (header.Count == 0 || policy.AllowsAll)
        {
            return true;
        }

        // "null", a list and anything else that is not one origin do not parse.
        return header.Count == 1
            && Origin.TryParse(header[0] ?? "", out Origin origin)
            && ((Origin.TryRead(request, out Origin own) && own == origin) || policy.Allows(origin));
    }
}
