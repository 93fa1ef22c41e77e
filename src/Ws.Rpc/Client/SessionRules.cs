using System;
using System.Threading.Tasks;
using Ws.Rpc.Connections;
using Ws.Rpc.Sessions;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Client;

/// <summary>
/// What becomes of a client's session whose connection is over: whether it is kept for the next one, and how it ends.
/// </summary>
internal sealed class SessionRules : ISessionKeeper
{
    public static SessionRules Instance { get; } = new();

    /// <summary>What calls in flight fail with: nobody knows what became of them, unless it was the user who closed.</summary>
    public static Exception Loss(RpcDisconnect disconnect)
    {
        string what = $"The connection is over: {disconnect.Description}";
        RpcDisconnect described = disconnect with { Reason = ClosePolicy.Of(disconnect).Reason };
        return disconnect.Reason == RpcDisconnectReason.ClosedLocally
            ? new RpcConnectionException(what, described, disconnect.Exception)
            : new RpcSessionLostException(what, described, disconnect.Exception);
    }

    public bool Keeps(RpcDisconnect disconnect) =>
        ClosePolicy.Of(disconnect) is { Step: not ReconnectStep.Never, MayResume: true };

    // The client's loop learns of it from the end of the connection.
    public void OnDetached(RpcDisconnect disconnect)
    {
    }

    public void OnEnded(RpcSession session, RpcDisconnect disconnect)
    {
    }

    public ResumeOffer? Offer(RpcSession session) => null;

    public Task ResumeAsync(RpcSession fresh, RpcConnection connection, RequestId id, ResumeRequest request) =>
        throw new NotSupportedException("Nobody opens a session at a client.");
}
