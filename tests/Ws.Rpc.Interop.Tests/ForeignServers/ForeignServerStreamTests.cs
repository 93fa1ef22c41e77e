using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using StreamJsonRpc;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Ws.Rpc.Interop.Tests.Contracts;
using Xunit;

namespace Ws.Rpc.Interop.Tests.ForeignServers;

/// <summary>The server knows the pull form only, and our client sees to it that nobody has to say so.</summary>
public sealed class ForeignServerStreamTests
{
    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Items_of_the_server_arrive_in_order(FormatterKind formatter)
    {
        await using ForeignServer server = await ForeignServer.StartAsync(formatter);
        await using RpcClient client = await ConnectAsync(server);
        IPartsHub hub = client.GetHub<IPartsHub>();

        List<Part> parts = await hub.ListAsync(100).ToListAsync().Within();

        Assert.Equal(Enumerable.Range(0, 100).Select(i => ((decimal)i, $"part {i}", i)), parts.Select(Describe));
        Assert.Equal("closed", await server.Journal.NextAsync());
        Assert.Empty(await hub.ListAsync(0).ToListAsync().Within());
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Consumer_that_leaves_early_disposes_the_source_of_the_server(FormatterKind formatter)
    {
        await using ForeignServer server = await ForeignServer.StartAsync(formatter);
        await using RpcClient client = await ConnectAsync(server);
        IPartsHub hub = client.GetHub<IPartsHub>();

        Assert.Equal(10, (await hub.ListAsync(int.MaxValue).Take(10).ToListAsync().Within()).Count);

        Assert.Equal("closed", await server.Journal.NextAsync());
        Assert.Equal(19, await hub.SubtractAsync(42, 23).Within());
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Cancellation_ends_the_stream_here_and_the_source_there(FormatterKind formatter)
    {
        await using ForeignServer server = await ForeignServer.StartAsync(formatter);
        await using RpcClient client = await ConnectAsync(server);
        using var cancellation = new CancellationTokenSource();
        await using IAsyncEnumerator<Part> parts = client.GetHub<IPartsHub>()
            .ListAsync(1, "wait", cancellation.Token).GetAsyncEnumerator(CancellationToken.None);
        Assert.True(await parts.MoveNextAsync().Within());
        Task<bool> next = parts.MoveNextAsync().AsTask();
        Assert.Equal("waiting", await server.Journal.NextAsync());

        await cancellation.CancelAsync();

        OperationCanceledException cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.Within());
        Assert.Equal(cancellation.Token, cancelled.CancellationToken);
        Assert.Equal("closed", await server.Journal.NextAsync());
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Failure_of_the_server_arrives_behind_the_items_before_it(FormatterKind formatter)
    {
        await using ForeignServer server = await ForeignServer.StartAsync(formatter);
        await using RpcClient client = await ConnectAsync(server);
        var received = new List<Part>();

        RpcException failure = await Assert.ThrowsAsync<RpcException>(
            () => client.GetHub<IPartsHub>().ListAsync(10, "fail").CopyToAsync(received).Within());

        Assert.Equal((RpcErrorCode.ApplicationError, "out of stock"), (failure.Code, failure.Message));
        Assert.Equal(10, received.Count);
        Assert.Equal("closed", await server.Journal.NextAsync());
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Server_produces_no_more_than_is_asked_for(FormatterKind formatter)
    {
        await using ForeignServer server = await ForeignServer.StartAsync(formatter);
        await using RpcClient client = await ConnectAsync(server);
        IPartsHub hub = client.GetHub<IPartsHub>();
        await using IAsyncEnumerator<Part> parts = hub.ListAsync(int.MaxValue).GetAsyncEnumerator(CancellationToken.None);

        for (int taken = 1; taken <= 50; taken++)
        {
            Assert.True(await parts.MoveNextAsync().Within());
            Assert.Equal(1, await hub.SubtractAsync(2, 1).Within());
            Assert.Equal(taken, server.Stock.Produced);
        }
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Server_pulls_the_items_of_an_argument(FormatterKind formatter)
    {
        await using ForeignServer server = await ForeignServer.StartAsync(formatter);
        await using RpcClient client = await ConnectAsync(server);
        IPartsHub hub = client.GetHub<IPartsHub>();
        var journal = new Journal();
        var stock = new Stock(journal);

        Assert.Equal("1000 for 499500", await hub.PriceAsync(stock.ListAsync(1000, null, default), -1).Within());
        Assert.Equal("closed", await journal.NextAsync());
        Assert.Equal("0 for 0", await hub.PriceAsync(stock.ListAsync(0, null, default), -1).Within());
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Stream_through_a_stream_is_more_than_the_pull_form_can(FormatterKind formatter)
    {
        await using ForeignServer server = await ForeignServer.StartAsync(formatter);
        await using RpcClient client = await ConnectAsync(server);
        IAsyncEnumerable<Part> parts = new Stock(new Journal()).ListAsync(100, null, default);

        // The answer, which only names the result, ends the arguments.
        RpcException failure = await Assert.ThrowsAsync<RpcException>(
            () => client.GetHub<IPartsHub>().PaintAllAsync(parts, "red").ToListAsync().Within());

        Assert.Equal((RpcErrorCode.ApplicationError, "No such stream"), (failure.Code, failure.Message));
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Server_that_leaves_early_disposes_our_source_and_our_source_is_not_ahead_of_it(FormatterKind formatter)
    {
        await using ForeignServer server = await ForeignServer.StartAsync(formatter);
        await using RpcClient client = await ConnectAsync(server);
        var journal = new Journal();
        var stock = new Stock(journal);

        Assert.Equal(
            "10 for 45", await client.GetHub<IPartsHub>().PriceAsync(stock.ListAsync(int.MaxValue, null, default), 10).Within());

        Assert.Equal("closed", await journal.NextAsync());
        Assert.InRange(stock.Produced, 10, 10 + 256);
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Failure_of_our_source_reaches_the_server(FormatterKind formatter)
    {
        await using ForeignServer server = await ForeignServer.StartAsync(formatter);
        await using RpcClient client = await ConnectAsync(server);
        var journal = new Journal();

        RpcException failure = await Assert.ThrowsAsync<RpcException>(() => client.GetHub<IPartsHub>()
            .PriceAsync(new Stock(journal).ListAsync(10, "fail", default), -1).Within());

        // What the server could not handle it says again: the text that our client sends of an unexpected exception.
        Assert.Equal((RpcErrorCode.ApplicationError, "Internal error"), (failure.Code, failure.Message));
        Assert.Equal("closed", await journal.NextAsync());
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Cancelled_call_disposes_our_source(FormatterKind formatter)
    {
        await using ForeignServer server = await ForeignServer.StartAsync(formatter);
        await using RpcClient client = await ConnectAsync(server);
        var journal = new Journal();
        using var cancellation = new CancellationTokenSource();

        Task<string> call = client.GetHub<IPartsHub>()
            .PriceAsync(new Stock(journal).ListAsync(3, "wait", default), -1, cancellation.Token).AsTask();
        Assert.Equal("waiting", await journal.NextAsync());
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Within());
        Assert.Equal("closed", await journal.NextAsync());
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Callbacks_stream_both_ways(FormatterKind formatter)
    {
        await using ForeignServer server = await ForeignServer.StartAsync(formatter);
        await using RpcClient client = Framed.Client(server.Uri);
        IPartsHub hub = client.GetHub<IPartsHub>();
        var journal = new Journal();
        using IDisposable handling = client.Handle<IPartsClient>(new PartsCallback(journal, hub));
        await client.ConnectAsync().Within();
        JsonRpc peer = await server.GetPeerAsync();

        Assert.Equal("500 for 124750, 500 for 124750", await hub.TradeAsync(500, -1).Within());
        Assert.Equal("closed", await journal.NextAsync());
        Assert.Equal("3 for 3, 3 for 3", await hub.TradeAsync(500, 3).Within());
        Assert.Equal("closed", await journal.NextAsync());
        IAsyncEnumerable<Part> failing = await peer.InvokeAsync<IAsyncEnumerable<Part>>("offer", 100, "fail").Within();
        var received = new List<Part>();
        RemoteInvocationException failure = await Assert.ThrowsAsync<RemoteInvocationException>(
            () => failing.CopyToAsync(received).Within());
        Assert.Equal((RpcErrorCode.InternalError, 100), (failure.ErrorCode, received.Count));
    }

    private static (decimal Price, string Name, int Size) Describe(Part part) => (part.Price, part.Name, part.Sizes.Single());

    private static async Task<RpcClient> ConnectAsync(ForeignServer server)
    {
        RpcClient client = Framed.Client(server.Uri);
        await client.ConnectAsync().Within();
        return client;
    }
}
