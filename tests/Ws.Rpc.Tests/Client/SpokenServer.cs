using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Ws.Rpc.Tests.Transports;
using Ws.Rpc.Transports;

namespace Ws.Rpc.Tests.Client;

/// <summary>The other ends of a client's sockets, over loopback: the test itself hears and says every word.</summary>
internal sealed class SpokenServer : IAsyncDisposable
{
    private readonly Channel<WebSocketTransport> _ends = Channel.CreateUnbounded<WebSocketTransport>();
    private readonly List<WebSocketTransport> _all = [];

    public RpcClient NewClient(RpcClientOptions options) =>
        new(new Uri("ws://loopback/hub"), options with { ConnectSocket = ConnectAsync });

    /// <summary>The connections, one after another.</summary>
    public Task<WebSocketTransport> NextAsync() => _ends.Reader.ReadAsync().Within();

    /// <summary>Hears a request and answers it with this member.</summary>
    public static async Task<string> AnswerAsync(WebSocketTransport end, string member)
    {
        string request = await end.ReceiveTextAsync().Within();
        await SayAsync(end, request, member);
        return request;
    }

    /// <summary>Answers a request that has been heard.</summary>
    public static Task SayAsync(WebSocketTransport end, string request, string member) =>
        end.SendTextAsync("{\"jsonrpc\":\"2.0\",\"id\":" + request.Split("\"id\":")[1].Split(',')[0] + "," + member + "}");

    public async ValueTask DisposeAsync()
    {
        foreach (WebSocketTransport end in _all)
        {
            await end.DisposeAsync();
        }
    }

    private async ValueTask<WebSocket> ConnectAsync(Uri uri, CancellationToken cancellationToken)
    {
        (NetworkStream server, NetworkStream client) = await TransportPair.ConnectAsync();
        WebSocketTransport end = TransportPair.Create(
            server, isServer: true, collecting: true, TransportOptions.Default, TimeProvider.System);
        _all.Add(end);
        _ends.Writer.TryWrite(end);
        return WebSocket.CreateFromStream(client, new WebSocketCreationOptions());
    }
}
