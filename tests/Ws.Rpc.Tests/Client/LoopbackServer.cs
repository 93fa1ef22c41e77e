using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging.Abstractions;
using Ws.Rpc.Connections;
using Ws.Rpc.Sessions;
using Ws.Rpc.Tests.Sessions;
using Ws.Rpc.Tests.Transports;
using Ws.Rpc.Tests.Twin;
using Ws.Rpc.Transports;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Tests.Client;

/// <summary>The other end of a client's socket, over loopback: the twin's hub, or a peer that answers the opening by script.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly List<(Task Run, IAsyncDisposable End)> _ends = [];
    private readonly Channel<RpcSession> _sessions = Channel.CreateUnbounded<RpcSession>();
    private readonly TaskCompletionSource _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The result or error member that answers <c>$/session/open</c>, nothing for no answer; null to serve the twin.</summary>
    public string? Opening { get; set; }

    /// <summary>What serves every connection.</summary>
    public TwinHub Hub { get; } = new();

    /// <summary>Fails an attempt to connect, by its number from 1, or lets it come through.</summary>
    public Func<int, Exception?> Refuse { get; set; } = _ => null;

    /// <summary>How many attempts there were.</summary>
    public int Attempts { get; private set; }

    /// <summary>The session of the newest connection.</summary>
    public RpcSession? Session { get; private set; }

    /// <summary>The scripted peer has heard the opening.</summary>
    public Task Heard => _heard.Task;

    public RpcClient NewClient(RpcClientOptions? options = null) =>
        new(new Uri("ws://loopback/hub"), (options ?? new RpcClientOptions()) with { ConnectSocket = ConnectAsync });

    /// <summary>The sessions, one after another.</summary>
    public Task<RpcSession> NextSessionAsync() => _sessions.Reader.ReadAsync().Within();

    /// <summary>Closes the newest connection with a code.</summary>
    public void Close(int code) =>
        Session!.BeginClose(new RpcDisconnect(RpcDisconnectReason.ClosedLocally, code, $"code {code}"), flush: true);

    /// <summary>Cuts the newest connection, as a lost network does.</summary>
    public void Cut() => Session!.Connection?.Abort(new RpcDisconnect(RpcDisconnectReason.ConnectionLost, 1006, "cut"));

    /// <summary>Says on the newest connection that it will be left.</summary>
    public void SayGoodbye(string parameters)
    {
        MessageBuffer message = MessageBuffer.Rent();
        message.Write(Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","method":"$/session/close","params":{{parameters}}}"""));
        Session!.Sender.Send(message);
    }

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
        if (Refuse(++Attempts) is { } refusal)
        {
            throw refusal;
        }

        (NetworkStream server, NetworkStream client) = await TransportPair.ConnectAsync();
        WebSocketTransport transport = TransportPair.Create(
            server, isServer: true, collecting: true, TransportOptions.Default, TimeProvider.System);
        _ends.Add(Opening is null ? Serve(transport) : (Task.Run(() => AnswerAsync(transport, Opening), CancellationToken.None), transport));
        return WebSocket.CreateFromStream(client, new WebSocketCreationOptions());
    }

    private (Task Run, IAsyncDisposable End) Serve(WebSocketTransport transport)
    {
        var connection = new RpcConnection(transport, new OutboxLimits(), NullLogger.Instance);
        var session = new RpcSession(TestSessions.Options with { IsServer = true }, TestSessions.Target(Hub))
        {
            ConnectionId = $"c{Attempts}",
        };
        session.Attach(connection);
        Session = session;
        _sessions.Writer.TryWrite(session);
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
