using System.Threading.Tasks;
using Ws.Rpc.Connections;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Sessions;

/// <summary>Who keeps sessions that have lost their connection, until they get another (protocol section 9).</summary>
internal interface ISessionKeeper
{
    /// <summary>Whether a session whose connection has ended like that is kept.</summary>
    bool Keeps(RpcDisconnect disconnect);

    /// <summary>A session is kept from here on. It must not wait.</summary>
    void OnDetached(RpcDisconnect disconnect);

    /// <summary>A session that was kept has ended without a connection. Called once; it must not wait.</summary>
    void OnEnded(RpcSession session, RpcDisconnect disconnect);

    /// <summary>What a peer is told that opens this session; none where it would not be kept.</summary>
    ResumeOffer? Offer(RpcSession session);

    /// <summary>
    /// Answers a peer that opens a session to go on with another one: by that one where it can, otherwise by the one given. Never
    /// fails. The receive loop of the connection is held meanwhile.
    /// </summary>
    Task ResumeAsync(RpcSession fresh, RpcConnection connection, RequestId id, ResumeRequest request);
}
