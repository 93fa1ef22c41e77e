using System;
using System.Linq;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;
using StreamJsonRpc;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Ws.Rpc.Interop.Tests.Contracts;
using Xunit;

namespace Ws.Rpc.Interop.Tests.ForeignServers;

public sealed class ForeignServerConnectionTests
{
    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Server_that_goes_ends_the_calls_and_the_connection(FormatterKind formatter)
    {
        await using ForeignServer server = await ForeignServer.StartAsync(formatter);
        await using RpcClient client = Framed.Client(server.Uri, new RpcClientOptions { Reconnect = null });
        Task<RpcDisconnect> closed = WhenClosed(client);
        await client.ConnectAsync().Within();
        JsonRpc peer = await server.GetPeerAsync();

        Task<int> call = client.GetHub<IPartsHub>().HoldAsync("a", CancellationToken.None).AsTask();
        Assert.Equal("holding a", await server.Journal.NextAsync());
        peer.Dispose();

        RpcSessionLostException lost = await Assert.ThrowsAsync<RpcSessionLostException>(() => call.Within());
        RpcDisconnect disconnect = await closed.Within();
        Assert.Equal(RpcDisconnectReason.ConnectionLost, disconnect.Reason);
        Assert.Equal(disconnect, lost.Disconnect);
        Assert.Equal(RpcClientState.Disconnected, client.State);
        await Assert.ThrowsAsync<RpcConnectionException>(() => client.GetHub<IPartsHub>().SubtractAsync(2, 1).Within());
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Server_that_closes_its_socket_tells_code_and_reason(FormatterKind formatter)
    {
        await using ForeignServer server = await ForeignServer.StartAsync(formatter);
        await using RpcClient client = Framed.Client(server.Uri);
        Task<RpcDisconnect> closed = WhenClosed(client);
        await client.ConnectAsync().Within();
        WebSocket socket = await server.GetSocketAsync();

        await socket.CloseOutputAsync((WebSocketCloseStatus)4503, "not here", CancellationToken.None).Within();

        RpcDisconnect disconnect = await closed.Within();
        Assert.Equal(
            (RpcDisconnectReason.Forbidden, 4503, "not here"),
            (disconnect.Reason, disconnect.CloseCode, disconnect.Description));
        Assert.Equal(RpcClientState.Disconnected, client.State);
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Client_that_closes_lets_the_server_complete_without_a_deadline(FormatterKind formatter)
    {
        await using ForeignServer server = await ForeignServer.StartAsync(formatter);
        await using RpcClient client = Framed.Client(server.Uri, new RpcClientOptions { CloseTimeout = TimeSpan.FromDays(1) });
        Task<RpcDisconnect> closed = WhenClosed(client);
        await client.ConnectAsync().Within();
        client.GetHub<IPartsHub>().Note("last");

        await client.CloseAsync().Within();

        Assert.Equal((RpcDisconnectReason.ClosedLocally, 1000), ((await closed.Within()).Reason, (await closed.Within()).CloseCode));

        // The server's handlers run beside its reading, so that either may come first.
        string[] entries = [await server.Journal.NextAsync(), await server.Journal.NextAsync()];
        Assert.Equal(["completed", "noted last"], entries.Order());
    }

    private static Task<RpcDisconnect> WhenClosed(RpcClient client)
    {
        var closed = new TaskCompletionSource<RpcDisconnect>(TaskCreationOptions.RunContinuationsAsynchronously);
        client.Closed += (_, disconnect) => closed.TrySetResult(disconnect);
        return closed.Task;
    }
}
