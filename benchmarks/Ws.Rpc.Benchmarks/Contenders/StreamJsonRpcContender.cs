using System;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;
using StreamJsonRpc;

namespace Ws.Rpc.Benchmarks.Contenders;

/// <summary>StreamJsonRpc with System.Text.Json over a WebSocket.</summary>
internal sealed class StreamJsonRpcContender : IContender
{
    private readonly ClientWebSocket _socket = new();
    private JsonRpc _rpc = null!;
    private IStreamJsonRpcHub _hub = null!;

    public async ValueTask ConnectAsync(ServerAddress server)
    {
        Uri address = new UriBuilder(server.Http1) { Scheme = "ws", Path = "/streamjsonrpc" }.Uri;
        await _socket.ConnectAsync(address, CancellationToken.None);
        _rpc = new JsonRpc(new WebSocketMessageHandler(_socket, new SystemTextJsonFormatter()));
        _hub = _rpc.Attach<IStreamJsonRpcHub>();
        _rpc.StartListening();
    }

    public async ValueTask AddAsync() => Verify.That(await _hub.AddAsync(40, 2) == 42);

    public async ValueTask OrderAsync() => Verify.That((await _hub.OrderAsync(Order.Sample)).Id == Order.Sample.Id);

    public async ValueTask TextAsync(string text) => Verify.That((await _hub.TextAsync(text)).Length == text.Length);

    public async ValueTask StreamAsync(int items)
    {
        int next = 0;
        await foreach (int item in _hub.StreamAsync(items, CancellationToken.None))
        {
            Verify.That(item == next++);
        }

        Verify.That(next == items);
    }

    public ValueTask DisposeAsync()
    {
        _rpc.Dispose();
        _socket.Dispose();
        return default;
    }
}
