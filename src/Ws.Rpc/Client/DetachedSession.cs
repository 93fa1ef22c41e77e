using System;
using System.Threading;
using Ws.Rpc.Sessions;

namespace Ws.Rpc.Client;

/// <summary>
/// A session that has lost its connection, for as long as the server keeps its side of it (protocol section 9).
/// </summary>
internal sealed class DetachedSession
{
    private readonly RpcSession _session;
    private readonly ITimer _timer;

    public DetachedSession(RpcSession session, TimeSpan window, RpcDisconnect lost, TimeProvider time)
    {
        _session = session;
        _timer = time.CreateTimer(_ => End(lost), null, window, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The session, while it may go on.</summary>
    public RpcSession? Session => _session.Link.State == SessionState.Detached ? _session : null;

    /// <summary>It goes on over another connection.</summary>
    public void Resumed() => _timer.Dispose();

    /// <summary>It cannot go on: what was in flight fails.</summary>
    public void End(RpcDisconnect disconnect)
    {
        _timer.Dispose();
        if (_session.Link.TryEnd(disconnect))
        {
            _session.Dispose();
        }
    }
}
