using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging.Abstractions;
using Ws.Rpc.Connections;
using Ws.Rpc.Sessions;
using Ws.Rpc.Tests.Sessions;
using Ws.Rpc.Tests.Transports;
using Ws.Rpc.Tests.Twin;
using Ws.Rpc.Transports;

namespace Ws.Rpc.Tests.Client;

/// <summary>The other end of a client's socket, over loopback: the twin's hub, or a peer that answers the opening by script.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly List<(Task Run, IAsyncDisposable End)> _ends = [];
    private readonly TaskCompletionSource _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The result or error member that answers <c>$/session/open</c>, nothing for no answer; null to serve the twin.</summary>
    public string? Opening { get; set; }

    public RpcSession? Session { get; private set; }

    /// <summary>The scripted peer has heard the opening.</summary>
    public Task Heard => _heard.Task;

    public RpcClient NewClient(RpcClientOptions? options = null) =>
        new(new Uri("ws://loopback/hub"), (options ?? new RpcClientOptions()) with { ConnectSocket = ConnectAsync });

    public async ValueTask DisposeAsync()
    {
        foreach ((Task run, IAsyncDisposable end) in _ends)
        {
            await end.DisposeAsync();
            await run.Within();
        }
    }

    private async ValueTask<WebSocket> ConnectAsync(Uri uri, CancellationToken cancellationToken)
    {
        (NetworkStream server, NetworkStream client) = await TransportPair.ConnectAsync();
        WebSocketTransport transport = TransportPair.Create(
            server, isServer: true, collecting: true, TransportOptions.Default, TimeProvider.System);
        _ends.Add(Opening is null ? Serve(transport) : (Task.Run(() => AnswerAsync(transport, Opening), CancellationToken.None), transport));
        return WebSocket.CreateFromStream(client, new WebSocketCreationOptions());
    }

    private (Task Run, IAsyncDisposable End) Serve(WebSocketTransport transport)
    {
        var connection = new RpcConnection(transport, new OutboxLimits(), NullLogger.Instance);
        var session = new RpcSession(TestSessions.Options with { IsServer = true }, TestSessions.Target(new TwinHub()))
        {
            ConnectionId = "c1",
        };
        session.Attach(connection);
        Session = session;
        return (Task.Run(() => session.RunAsync(connection)), connection);
    }

    private async Task AnswerAsync(WebSocketTransport transport, string member)
    {
        string request = await transport.ReceiveTextAsync();
        _heard.TrySetResult();
        if (member.Length > 0)
        {
            string id = request.Split("\"id\":")[1].Split(',')[0];
            await transport.SendTextAsync("{\"jsonrpc\":\"2.0\",\"id\":" + id + "," + member + "}");
        }

        while (await transport.ReceiveAsync())
        {
        }
    }
}
