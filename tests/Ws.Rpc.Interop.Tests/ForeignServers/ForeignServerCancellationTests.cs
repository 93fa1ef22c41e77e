using System;
using System.Threading;
using System.Threading.Tasks;
using StreamJsonRpc;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Ws.Rpc.Interop.Tests.Contracts;
using Xunit;

namespace Ws.Rpc.Interop.Tests.ForeignServers;

public sealed class ForeignServerCancellationTests
{
    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Cancelled_token_ends_the_call_here_and_the_handler_there(FormatterKind formatter)
    {
        await using ForeignServer server = await ForeignServer.StartAsync(formatter);
        await using RpcClient client = Framed.Client(server.Uri);
        await client.ConnectAsync().Within();
        IPartsHub hub = client.GetHub<IPartsHub>();
        using var cancellation = new CancellationTokenSource();

        Task<int> call = hub.HoldAsync("a", cancellation.Token).AsTask();
        Assert.Equal("holding a", await server.Journal.NextAsync());
        await cancellation.CancelAsync();

        OperationCanceledException cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Within());
        Assert.Equal(cancellation.Token, cancelled.CancellationToken);
        Assert.Equal("cancelled a", await server.Journal.NextAsync());

        // The server's own answer to the cancelled call comes late, and is nobody's.
        Assert.Equal(19, await hub.SubtractAsync(42, 23).Within());
        Assert.Equal(RpcClientState.Connected, client.State);
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Answer_to_a_call_that_the_server_itself_cancels_keeps_its_code(FormatterKind formatter)
    {
        await using ForeignServer server = await ForeignServer.StartAsync(formatter);
        await using RpcClient client = Framed.Client(server.Uri);
        await client.ConnectAsync().Within();

        RpcException cancelled = await Assert.ThrowsAsync<RpcException>(
            () => client.GetHub<IPartsHub>().HoldAsync("nothing", CancellationToken.None).Within());

        Assert.Equal(RpcErrorCode.RequestCancelled, cancelled.Code);
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Server_cancels_the_handler_of_our_client(FormatterKind formatter)
    {
        await using ForeignServer server = await ForeignServer.StartAsync(formatter);
        await using RpcClient client = Framed.Client(server.Uri);
        IPartsHub hub = client.GetHub<IPartsHub>();
        var journal = new Journal();
        using IDisposable handling = client.Handle<IPartsClient>(new PartsCallback(journal, hub));
        await client.ConnectAsync().Within();
        JsonRpc peer = await server.GetPeerAsync();
        using var cancellation = new CancellationTokenSource();

        Task<bool> question = peer.InvokeWithCancellationAsync<bool>("confirm", ["dawdle"], cancellation.Token);
        Assert.Equal("asked dawdle", await journal.NextAsync());
        await cancellation.CancelAsync();

        Assert.Equal("question cancelled", await journal.NextAsync());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => question.Within());
        Assert.True(await peer.InvokeAsync<bool>("confirm", "even").Within());
    }
}
