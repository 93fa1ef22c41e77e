using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Sessions;

namespace Ws.Rpc.Client;

/// <summary>
/// Opens a session, the client's first request (protocol section 8). A server that does not know sessions answers −32601, one of
/// another version −32057: with both the client goes on with plain JSON-RPC.
/// </summary>
internal static class SessionOpener
{
    public static async Task<SessionOpened> OpenAsync(RpcSession session, CancellationToken cancellationToken)
    {
        session.ConnectionId = "";
        try
        {
            SessionOpened opened = await session
                .InvokeAsync(SessionProtocol.Open, default(SessionOpenArguments), SessionOpenedCodec.Instance, cancellationToken)
                .ConfigureAwait(false);
            session.ConnectionId = opened.Version == SessionProtocol.Version
                ? opened.Connection
                : throw new RpcProtocolException(
                    $"The server opened a session of version {opened.Version}, which was not offered.");
            return opened;
        }
        catch (RpcException refusal) when (refusal.Code is RpcErrorCode.MethodNotFound or RpcErrorCode.UnsupportedVersion)
        {
            session.ConnectionId = "";
            return SessionOpened.Plain;
        }
    }
}
