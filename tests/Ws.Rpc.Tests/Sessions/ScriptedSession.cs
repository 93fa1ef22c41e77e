using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging.Abstractions;
using Ws.Rpc.Connections;
using Ws.Rpc.Sessions;
using Ws.Rpc.Tests.Transports;
using Ws.Rpc.Tests.Twin;
using Ws.Rpc.Transports;

namespace Ws.Rpc.Tests.Sessions;

/// <summary>One session, and a peer that says exactly what the test wants.</summary>
internal sealed class ScriptedSession : IAsyncDisposable
{
    private readonly List<RpcConnection> _connections = [];
    private readonly OutboxLimits _limits;

    public ScriptedSession(SessionOptions? options = null, OutboxLimits? limits = null)
    {
        options ??= TestSessions.Options;
        _limits = limits ?? new OutboxLimits();
        Session = new RpcSession(options, TestSessions.Target(Hub), TestSessions.Target(Callback)) { ConnectionId = "c1" };
        (Peer, Run) = Connect();
        CallHub = TestSessions.HubOf(Session);
    }

    public TwinHub Hub { get; } = new();

    public TwinCallback Callback { get; } = new();

    public RpcSession Session { get; }

    /// <summary>The twin's hub as this session calls it at the peer.</summary>
    public ITwinHub CallHub { get; }

    public IMessageTransport Peer { get; private set; }

    public Task<RpcDisconnect> Run { get; private set; }

    /// <summary>Attaches the session to a new connection, the old one being over.</summary>
    public void Reconnect() => (Peer, Run) = Connect();

    public void Cut() => _connections[^1].Abort(new RpcDisconnect(RpcDisconnectReason.ConnectionLost, 1006, "cut"));

    public async Task TellAsync(params string[] messages)
    {
        foreach (string message in messages)
        {
            await Peer.WriteTextAsync(message);
        }

        await Peer.FlushAsync().Within();
    }

    public Task<string> HearAsync() => Peer.ReceiveTextAsync();

    /// <summary>Asks and hears the one answer.</summary>
    public async Task<string> AskAsync(string message)
    {
        await TellAsync(message);
        return await HearAsync();
    }

    /// <summary>Proves that nothing was sent since: the next message is the answer to this probe.</summary>
    public async Task AssertSilentAsync() => Xunit.Assert.Equal(
        """{"jsonrpc":"2.0","id":"probe","result":3}""",
        await AskAsync("""{"jsonrpc":"2.0","id":"probe","method":"sum","params":[1,2]}"""));

    public async ValueTask DisposeAsync()
    {
        Cut();
        await Run.Within();
        await Peer.DisposeAsync();
        foreach (RpcConnection connection in _connections)
        {
            await connection.DisposeAsync();
        }

        Session.Dispose();
    }

    private (IMessageTransport Peer, Task<RpcDisconnect> Run) Connect()
    {
        (IMessageTransport own, IMessageTransport peer) = InMemoryTransport.CreatePair(TimeProvider.System);
        var connection = new RpcConnection(own, _limits, NullLogger.Instance);
        _connections.Add(connection);
        Session.Attach(connection);
        return (peer, Task.Run(() => Session.RunAsync(connection)));
    }
}
