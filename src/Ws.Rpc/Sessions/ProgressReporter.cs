using Ws.Rpc.Calls;
using Ws.Rpc.Connections;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Sessions;

/// <summary>Sends the reports for one token of a call of the peer, while the call lasts.</summary>
internal abstract class ProgressReporter(RpcConnection connection, RequestId token)
{
    private volatile RpcConnection? _connection = connection;

    /// <summary>Where the reports go; <see langword="null"/> when the call is over.</summary>
    protected RpcConnection? Connection => _connection;

    protected RequestId Token => token;

    /// <summary>Where the newest report waits to be sent.</summary>
    protected LatestMessage Latest { get; } = new();

    /// <summary>The call is over. What was reported before is sent, and nothing from here on.</summary>
    public void End(PeerTokens tokens)
    {
        if (_connection is RpcConnection connection)
        {
            tokens.Remove(token, this);
            connection.End(Latest);
            _connection = null;
        }
    }
}
