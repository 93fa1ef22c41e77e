using System;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.Interop.Tests.ForeignClients;

/// <summary>StreamJsonRpc as a client of our server.</summary>
internal sealed class ForeignClient : IDisposable
{
    private ForeignClient(ClientWebSocket socket, ForeignRpc rpc)
    {
        Socket = socket;
        Rpc = rpc;
    }

    public ClientWebSocket Socket { get; }

    public ForeignRpc Rpc { get; }

    public static async Task<ForeignClient> ConnectAsync(
        Uri uri, FormatterKind formatter, string? subProtocol = null, bool stringIds = false, Action<ForeignRpc>? configure = null)
    {
        var socket = new ClientWebSocket();
        if (subProtocol is not null)
        {
            socket.Options.AddSubProtocol(subProtocol);
        }

        await socket.ConnectAsync(uri, CancellationToken.None).Within();
        var rpc = new ForeignRpc(socket, formatter) { SendsStringIds = stringIds };
        configure?.Invoke(rpc);
        rpc.StartListening();
        return new ForeignClient(socket, rpc);
    }

    public void Dispose()
    {
        Rpc.Dispose();
        Socket.Dispose();
    }
}
