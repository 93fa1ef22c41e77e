using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.AspNetCore;

/// <summary>
/// Decides before the upgrade whether a client may connect (protocol section 2). Filters run one after another, behind
/// authentication, authorization and the check of the origin, and before the limits on connections; the first that rejects ends
/// it. A plain request of the hub's address is asked the same and answered the same, and 426 when all is well.
/// </summary>
/// <remarks>
/// An exception is logged and answered with 500 and no details. A filter may be called concurrently for several handshakes.
/// </remarks>
public interface IRpcHandshakeFilter
{
    /// <summary>Accepts or rejects a handshake; may set its user and its items first.</summary>
    /// <param name="handshake">What the client asks for. Valid during the call only.</param>
    /// <param name="cancellationToken">Fires when the client is gone.</param>
    /// <returns>The decision.</returns>
    ValueTask<RpcHandshakeResult> OnHandshakeAsync(RpcHandshake handshake, CancellationToken cancellationToken);
}
