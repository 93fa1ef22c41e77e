using System;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging.Abstractions;
using Ws.Rpc.Connections;
using Ws.Rpc.Sessions;
using Ws.Rpc.Tests.Transports;
using Ws.Rpc.Tests.Twin;
using Ws.Rpc.Transports;

namespace Ws.Rpc.Tests.Sessions;

/// <summary>A server's and a client's session, connected in memory, that serve the twin to each other.</summary>
internal sealed class SessionPair : IAsyncDisposable
{
    private readonly RpcConnection _serverConnection;
    private readonly RpcConnection _clientConnection;

    public SessionPair(SessionOptions? server = null, SessionOptions? client = null)
    {
        server = (server ?? TestSessions.Options) with { IsServer = true };
        client ??= TestSessions.Options;
        (IMessageTransport serverEnd, IMessageTransport clientEnd) = InMemoryTransport.CreatePair(TimeProvider.System);
        _serverConnection = new RpcConnection(serverEnd, new OutboxLimits(), NullLogger.Instance);
        _clientConnection = new RpcConnection(clientEnd, new OutboxLimits(), NullLogger.Instance);
        Server = new RpcSession(server, TestSessions.Target(ServerHub));
        Client = new RpcSession(client, TestSessions.Target(ClientCallback));
        Server.Attach(_serverConnection);
        Client.Attach(_clientConnection);
        ServerRun = Task.Run(() => Server.RunAsync(_serverConnection));
        ClientRun = Task.Run(() => Client.RunAsync(_clientConnection));
        Hub = TestSessions.HubOf(Client);
        Callback = TestSessions.CallbackOf(Server);
    }

    public TwinHub ServerHub { get; } = new();

    public TwinCallback ClientCallback { get; } = new();

    public RpcSession Server { get; }

    public RpcSession Client { get; }

    /// <summary>The server's hub as the client calls it.</summary>
    public ITwinHub Hub { get; }

    /// <summary>The client's callbacks as the server calls them.</summary>
    public ITwinCallback Callback { get; }

    public Task<RpcDisconnect> ServerRun { get; }

    public Task<RpcDisconnect> ClientRun { get; }

    /// <summary>Cuts the wire, as a lost network does.</summary>
    public void Cut() => _serverConnection.Abort(new RpcDisconnect(RpcDisconnectReason.ConnectionLost, 1006, "cut"));

    public async ValueTask DisposeAsync()
    {
        Cut();
        await ServerRun.Within();
        await ClientRun.Within();
        await _serverConnection.DisposeAsync();
        await _clientConnection.DisposeAsync();
        Server.Dispose();
        Client.Dispose();
    }
}
