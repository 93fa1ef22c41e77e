using Ws.Rpc.Sessions;

namespace Ws.Rpc.Client;

/// <summary>A session that is open.</summary>
/// <param name="Session">The session: a new one, or the one that the client wanted to go on with.</param>
/// <param name="Answer">What the server said of it; none where it knows no sessions.</param>
internal sealed record OpenedSession(RpcSession Session, SessionOpened? Answer)
{
    /// <summary>Whether it is the one that the client wanted to go on with.</summary>
    public bool Resumed => Answer is { Resumed: true };
}
