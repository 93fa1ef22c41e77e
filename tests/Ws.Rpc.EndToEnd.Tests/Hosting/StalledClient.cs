using System;
using System.Net.Http;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Hosting;

/// <summary>A client that makes one call, reads its answer, and then never reads again. Little fits into its socket.</summary>
internal sealed class StalledClient : IDisposable
{
    private const int ReceiveBuffer = 4096;

    private readonly SocketsHttpHandler _handler = new() { ConnectCallback = ConnectSmallAsync };
    private readonly ClientWebSocket _socket = new();

    private StalledClient()
    {
    }

    public static async Task<StalledClient> ConnectAsync(Uri address, string call)
    {
        var client = new StalledClient();
        using var invoker = new HttpMessageInvoker(client._handler, disposeHandler: false);
        await client._socket.ConnectAsync(address, invoker, CancellationToken.None).Within();
        await client._socket.SendAsync(
            Encoding.UTF8.GetBytes(call), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None).Within();
        byte[] answer = new byte[1024];
        WebSocketReceiveResult result = await client._socket.ReceiveAsync(answer, CancellationToken.None).Within();
        Assert.Contains("\"result\"", Encoding.UTF8.GetString(answer, 0, result.Count), StringComparison.Ordinal);
        return client;
    }

    public void Dispose()
    {
        _socket.Abort();
        _socket.Dispose();
        _handler.Dispose();
    }

    private static async ValueTask<System.IO.Stream> ConnectSmallAsync(
        SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = ReceiveBuffer };
        await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
