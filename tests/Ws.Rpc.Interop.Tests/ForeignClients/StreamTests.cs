using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using StreamJsonRpc;
using Ws.Rpc.Interop.Tests.Contracts;
using Ws.Rpc.Interop.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.Interop.Tests.ForeignClients;

/// <summary>Streams as a StreamJsonRpc client knows them, both ways; our server answers in kind.</summary>
public sealed class StreamTests
{
    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Items_of_the_hub_arrive_in_order(FormatterKind formatter)
    {
        await using PartsServer server = await PartsServer.StartAsync();
        using ForeignClient client = await ForeignClient.ConnectAsync(server.Uri, formatter);

        List<Part> parts = await (await ListAsync(client, 1000)).ToListAsync().Within();

        Assert.Equal(
            Enumerable.Range(0, 1000).Select(i => (i, $"part {i}", i)),
            parts.Select(part => ((int)part.Price, part.Name, part.Sizes.Single())));
        Assert.Equal("closed", await server.Journal.NextAsync());
        Assert.Empty(await (await ListAsync(client, 0)).ToListAsync().Within());
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Consumer_that_leaves_early_disposes_the_source_of_the_hub(FormatterKind formatter)
    {
        await using PartsServer server = await PartsServer.StartAsync();
        using ForeignClient client = await ForeignClient.ConnectAsync(server.Uri, formatter);

        IAsyncEnumerable<Part> parts = await ListAsync(client, int.MaxValue);
        Assert.Equal(40, (await parts.Take(40).ToListAsync().Within()).Count);

        Assert.Equal("closed", await server.Journal.NextAsync());
        Assert.Equal(1, await client.Rpc.InvokeAsync<int>("subtract", 3, 2).Within());
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Cancellation_ends_the_stream_there_and_the_source_of_the_hub(FormatterKind formatter)
    {
        await using PartsServer server = await PartsServer.StartAsync();
        using ForeignClient client = await ForeignClient.ConnectAsync(server.Uri, formatter);
        using var cancellation = new CancellationTokenSource();
        await using IAsyncEnumerator<Part> parts =
            (await ListAsync(client, 1, "wait")).GetAsyncEnumerator(cancellation.Token);
        Assert.True(await parts.MoveNextAsync().Within());
        Task<bool> next = parts.MoveNextAsync().AsTask();
        Assert.Equal("waiting", await server.Journal.NextAsync());

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.Within());
        Assert.Equal("closed", await server.Journal.NextAsync());
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Failure_of_the_hub_arrives_behind_the_items_before_it(FormatterKind formatter)
    {
        await using PartsServer server = await PartsServer.StartAsync();
        using ForeignClient client = await ForeignClient.ConnectAsync(server.Uri, formatter);
        IAsyncEnumerable<Part> parts = await ListAsync(client, 100, "fail");
        var received = new List<Part>();

        RemoteInvocationException failure = await Assert.ThrowsAsync<RemoteInvocationException>(
            () => parts.CopyToAsync(received).Within());

        Assert.Equal((RpcErrorCode.InternalError, "Internal error"), (failure.ErrorCode, failure.Message));
        Assert.Equal(100, received.Count);
        Assert.Equal("closed", await server.Journal.NextAsync());
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Hub_produces_one_batch_and_no_more_until_it_is_asked(FormatterKind formatter)
    {
        await using PartsServer server = await PartsServer.StartAsync();
        using ForeignClient client = await ForeignClient.ConnectAsync(server.Uri, formatter);
        await using IAsyncEnumerator<Part> parts =
            (await ListAsync(client, int.MaxValue)).GetAsyncEnumerator(CancellationToken.None);

        Assert.True(await parts.MoveNextAsync().Within());
        for (int i = 0; i < 50; i++)
        {
            Assert.Equal(1, await client.Rpc.InvokeAsync<int>("subtract", 3, 2).Within());
        }

        Assert.InRange(server.Stock.Produced, 1, 33);
        for (int i = 1; i < 1000; i++)
        {
            Assert.True(await parts.MoveNextAsync().Within());
            Assert.InRange(server.Stock.Produced, i, i + 1 + 256);
        }
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Hub_pulls_the_items_of_an_argument(FormatterKind formatter)
    {
        await using PartsServer server = await PartsServer.StartAsync();
        using ForeignClient client = await ForeignClient.ConnectAsync(server.Uri, formatter);
        var journal = new Journal();
        var stock = new Stock(journal);

        Assert.Equal("1000 for 499500", await PriceAsync(client, stock.ListAsync(1000, null, default), -1).Within());
        Assert.Equal("closed", await journal.NextAsync());
        Assert.Equal("0 for 0", await PriceAsync(client, stock.ListAsync(0, null, default), -1).Within());
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Stream_through_a_stream_is_more_than_the_pull_form_can(FormatterKind formatter)
    {
        await using PartsServer server = await PartsServer.StartAsync();
        using ForeignClient client = await ForeignClient.ConnectAsync(server.Uri, formatter);
        IAsyncEnumerable<Part> parts = new Stock(new Journal()).ListAsync(100, null, default);

        // The answer, which only names the result, ends the arguments.
        IAsyncEnumerable<Part> painted = await client.Rpc.InvokeAsync<IAsyncEnumerable<Part>>("paintAll", parts, "red").Within();

        await Assert.ThrowsAsync<InvalidOperationException>(() => painted.ToListAsync().Within());
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Hub_pulls_them_ahead_and_in_batches_where_the_client_says_so(FormatterKind formatter)
    {
        await using PartsServer server = await PartsServer.StartAsync();
        using ForeignClient client = await ForeignClient.ConnectAsync(server.Uri, formatter);
        var settings = new JsonRpcEnumerableSettings { MinBatchSize = 10, MaxReadAhead = 20 };
        IAsyncEnumerable<Part> parts = new Stock(new Journal()).ListAsync(95, null, default);

        Assert.Equal("95 for 4465", await PriceAsync(client, await parts.WithPrefetchAsync(7), -1).Within());
        parts = new Stock(new Journal()).ListAsync(95, null, default);
        Assert.Equal("95 for 4465", await PriceAsync(client, parts.WithJsonRpcSettings(settings), -1).Within());
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Hub_that_leaves_early_disposes_the_source_of_the_client_which_is_not_ahead_of_it(FormatterKind formatter)
    {
        await using PartsServer server = await PartsServer.StartAsync(options => options.PlainClientsAnswer = true);
        using ForeignClient client = await ForeignClient.ConnectAsync(
            server.Uri, formatter, configure: rpc => rpc.Serve(new CallbackTarget(new Journal(), rpc)));
        var journal = new Journal();
        var stock = new Stock(journal);

        // The client forgets its sources with the answer, undisposed: the hub must not give that at once.
        Assert.True(await client.Rpc.InvokeAsync<bool>("haggle", stock.ListAsync(int.MaxValue, null, default), 10).Within());

        Assert.Equal("closed", await journal.NextAsync());
        Assert.Equal(10, stock.Produced);
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Failure_of_the_source_of_the_client_reaches_the_hub(FormatterKind formatter)
    {
        await using PartsServer server = await PartsServer.StartAsync();
        using ForeignClient client = await ForeignClient.ConnectAsync(server.Uri, formatter);
        var journal = new Journal();

        RemoteInvocationException failure = await Assert.ThrowsAsync<RemoteInvocationException>(
            () => PriceAsync(client, new Stock(journal).ListAsync(10, "fail", default), -1).Within());

        Assert.Equal((RpcErrorCode.ApplicationError, "out of stock"), (failure.ErrorCode, failure.Message));
        Assert.Equal("closed", await journal.NextAsync());
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Callbacks_stream_both_ways(FormatterKind formatter)
    {
        await using PartsServer server = await PartsServer.StartAsync(options => options.PlainClientsAnswer = true);
        var journal = new Journal();
        using ForeignClient client = await ForeignClient.ConnectAsync(
            server.Uri, formatter, configure: rpc => rpc.Serve(new CallbackTarget(journal, rpc)));

        Assert.Equal("500 for 124750, 500 for 124750", await client.Rpc.InvokeAsync<string>("trade", 500, -1).Within());
        Assert.Equal("closed", await journal.NextAsync());
        Assert.Equal("3 for 3, 3 for 3", await client.Rpc.InvokeAsync<string>("trade", 500, 3).Within());
        Assert.Equal("closed", await journal.NextAsync());
    }

    private static Task<IAsyncEnumerable<Part>> ListAsync(ForeignClient client, int count, string? then = null) =>
        client.Rpc.InvokeAsync<IAsyncEnumerable<Part>>("list", count, then).Within();

    private static Task<string> PriceAsync(ForeignClient client, IAsyncEnumerable<Part> parts, int wanted) =>
        client.Rpc.InvokeAsync<string>("price", parts, wanted);
}
