using System.Net;
using System.Net.Http;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.EndToEnd.Tests.Hosting;

namespace Ws.Rpc.EndToEnd.Tests.Handshake;

/// <summary>WebSockets in streams of HTTP/2 (RFC 8441), which share a connection where they share an invoker.</summary>
internal static class Http2Sockets
{
    public static async Task<ClientWebSocket> ConnectAsync(HubHost host, HttpMessageInvoker invoker, params string[] headers)
    {
        var socket = new ClientWebSocket();
        try
        {
            Configure(socket.Options);
            foreach (string header in headers)
            {
                string[] parts = header.Split(": ");
                socket.Options.SetRequestHeader(parts[0], parts[1]);
            }

            await socket.ConnectAsync(host.Address, invoker, CancellationToken.None).Within();
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public static void Configure(ClientWebSocketOptions options)
    {
        options.HttpVersion = HttpVersion.Version20;
        options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        options.CollectHttpResponseDetails = true;
    }
}
