using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging.Abstractions;
using Ws.Rpc.Connections;
using Ws.Rpc.Sessions;
using Ws.Rpc.Tests.Sessions;
using Ws.Rpc.Tests.Transports;
using Ws.Rpc.Tests.Twin;
using Ws.Rpc.Transports;

namespace Ws.Rpc.Tests.Client;

/// <summary>The smallest server of WebSockets: reads one request, answers it as the test says, and serves the twin.</summary>
internal sealed class UpgradeListener : IAsyncDisposable
{
    private const string KeySuffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<RpcConnection> _connections = [];

    public UpgradeListener() => _listener.Start();

    public Uri Uri => new($"ws://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/hub?secret=1");

    public TwinHub Hub { get; } = new();

    /// <summary>Accepts one connection and reads the head of its request.</summary>
    public async Task<UpgradeRequest> AcceptAsync()
    {
        TcpClient client = await _listener.AcceptTcpClientAsync().Within();
        var head = new StringBuilder();
        byte[] one = new byte[1];
        NetworkStream stream = client.GetStream();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one).Within() == 0)
            {
                throw new EndOfStreamException("The client left in the middle of its request.");
            }

            head.Append((char)one[0]);
        }

        return new UpgradeRequest(stream, head.ToString());
    }

    /// <summary>Accepts and upgrades a connection, whose frames are the caller's then.</summary>
    public async Task<UpgradeRequest> UpgradeAsync(string headers = "")
    {
        UpgradeRequest request = await AcceptAsync();
        await request.RespondAsync(
            "101 Switching Protocols",
            $"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {AcceptOf(request.Header("Sec-WebSocket-Key")!)}\r\n{headers}");
        return request;
    }

    /// <summary>Accepts, upgrades and serves a connection until it is over.</summary>
    public async Task<UpgradeRequest> ServeAsync(string headers = "")
    {
        UpgradeRequest request = await UpgradeAsync(headers);
        WebSocketTransport transport = TransportPair.Create(
            request.Stream, isServer: true, collecting: true, TransportOptions.Default, TimeProvider.System);
        var connection = new RpcConnection(transport, new OutboxLimits(), NullLogger.Instance);
        _connections.Add(connection);
        var session = new RpcSession(TestSessions.Options with { IsServer = true }, TestSessions.Target(Hub)) { ConnectionId = "c1" };
        session.Attach(connection);
        request.Session = session;
        request.Run = Task.Run(() => session.RunAsync(connection));
        return request;
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        foreach (RpcConnection connection in _connections)
        {
            await connection.DisposeAsync();
        }

        _listener.Dispose();
    }

    // RFC 6455 section 4.2.2 prescribes SHA-1 here.
#pragma warning disable CA5350
    private static string AcceptOf(string key) => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + KeySuffix)));
#pragma warning restore CA5350
}
