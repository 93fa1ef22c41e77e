using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;
using StreamJsonRpc;
using Ws.Rpc.Interop.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.Interop.Tests.ForeignClients;

public sealed class ConnectionTests
{
    [Theory]
    [InlineData(FormatterKind.SystemText, null, null)]
    [InlineData(FormatterKind.SystemText, "ws-rpc.v1+json", "ws-rpc.v1+json")]
    [InlineData(FormatterKind.Newtonsoft, "jsonrpc", "jsonrpc")]
    [InlineData(FormatterKind.Newtonsoft, "something-else", null)]
    public async Task Client_connects_with_any_sub_protocol_or_none(FormatterKind formatter, string? offered, string? chosen)
    {
        await using PartsServer server = await PartsServer.StartAsync();
        using ForeignClient client = await ForeignClient.ConnectAsync(server.Uri, formatter, offered);

        Assert.Equal(chosen, client.Socket.SubProtocol);
        Assert.Equal(19, await client.Rpc.InvokeAsync<int>("subtract", 42, 23).Within());
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Disposed_client_is_disconnected(FormatterKind formatter)
    {
        await using PartsServer server = await PartsServer.StartAsync();
        using ForeignClient client = await ForeignClient.ConnectAsync(server.Uri, formatter);
        await client.Rpc.InvokeAsync<int>("subtract", 42, 23).Within();

        client.Rpc.Dispose();

        Assert.Equal("disconnected ConnectionLost 1006", await server.Journal.NextAsync());
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Client_that_closes_its_socket_is_disconnected_with_its_code(FormatterKind formatter)
    {
        await using PartsServer server = await PartsServer.StartAsync();
        using ForeignClient client = await ForeignClient.ConnectAsync(server.Uri, formatter);
        await client.Rpc.InvokeAsync<int>("subtract", 42, 23).Within();

        await client.Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "done", CancellationToken.None).Within();

        Assert.Equal("disconnected ClosedByPeer 1000", await server.Journal.NextAsync());
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Client_that_the_hub_disconnects_sees_code_and_reason(FormatterKind formatter)
    {
        await using PartsServer server = await PartsServer.StartAsync();
        using ForeignClient client = await ForeignClient.ConnectAsync(server.Uri, formatter);
        Task<int> held = client.Rpc.InvokeWithCancellationAsync<int>("hold", ["a"], CancellationToken.None);
        Assert.Equal("holding a", await server.Journal.NextAsync());

        await client.Rpc.InvokeAsync("leave", 4503, "not here").Within();
        await client.Rpc.Completion.Within();

        await Assert.ThrowsAsync<ConnectionLostException>(() => held.Within());
        Assert.Equal((WebSocketCloseStatus)4503, client.Socket.CloseStatus);
        Assert.Equal("not here", client.Socket.CloseStatusDescription);
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Message_in_many_fragments_crosses_both_ways(FormatterKind formatter)
    {
        await using PartsServer server = await PartsServer.StartAsync();
        using ForeignClient client = await ForeignClient.ConnectAsync(server.Uri, formatter);
        string text = string.Concat(System.Linq.Enumerable.Repeat("0123456789 ☃", 20_000));

        Assert.Equal(text, await client.Rpc.InvokeAsync<string>("echo", text).Within());
    }
}
