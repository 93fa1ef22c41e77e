using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Connections;
using Ws.Rpc.Sessions;

namespace Ws.Rpc.Client;

/// <summary>
/// Opens a session, the client's first request (protocol section 8). A server that does not know sessions answers −32601, one of
/// another version −32057: with both the client goes on with plain JSON-RPC.
/// </summary>
internal static class SessionOpener
{
    /// <summary>Opens a session, or goes on with one.</summary>
    /// <param name="fresh">The session that is attached to the connection.</param>
    /// <param name="detached">The session to go on with instead, if there is one. Where that fails it is left as it is.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="wantsResume">Whether the session is to survive its connection.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public static async Task<OpenedSession> OpenAsync(
        RpcSession fresh,
        RpcSession? detached,
        RpcConnection connection,
        bool wantsResume,
        CancellationToken cancellationToken)
    {
        fresh.ConnectionId = "";
        if (wantsResume)
        {
            fresh.Continuity.Keep(connection);
        }

        ResumeRequest? resume = detached?.Continuity is { Token: { } token } known
            ? new ResumeRequest(token, known.Received)
            : null;
        var call = new OpeningCall(connection, fresh, detached);
        fresh.Outgoing.Begin(call, new SessionOpenArguments(wantsResume, resume), cancellationToken);
        try
        {
            return await call.Result.ConfigureAwait(false);
        }
        catch (RpcException refusal) when (refusal.Code is RpcErrorCode.MethodNotFound or RpcErrorCode.UnsupportedVersion)
        {
            connection.Keep(null);
            return new OpenedSession(fresh, null);
        }
    }
}
