using System;
using System.Threading;
using System.Threading.Tasks;
using StreamJsonRpc;
using Ws.Rpc.Interop.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.Interop.Tests.ForeignClients;

public sealed class CancellationTests
{
    [Theory]
    [InlineData(FormatterKind.SystemText, false)]
    [InlineData(FormatterKind.SystemText, true)]
    [InlineData(FormatterKind.Newtonsoft, false)]
    [InlineData(FormatterKind.Newtonsoft, true)]
    public async Task Cancelled_token_cancels_the_handler_and_the_call_ends_as_cancelled(FormatterKind formatter, bool stringIds)
    {
        await using PartsServer server = await PartsServer.StartAsync();
        using ForeignClient client = await ForeignClient.ConnectAsync(server.Uri, formatter, stringIds: stringIds);
        using var cancellation = new CancellationTokenSource();

        Task<int> call = client.Rpc.InvokeWithCancellationAsync<int>("hold", ["a"], cancellation.Token);
        Assert.Equal("holding a", await server.Journal.NextAsync());
        await cancellation.CancelAsync();

        Assert.Equal("cancelled a", await server.Journal.NextAsync());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Within());
        Assert.Equal(1, await client.Rpc.InvokeAsync<int>("subtract", 3, 2).Within());
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Cancellation_of_one_call_leaves_its_neighbours(FormatterKind formatter)
    {
        await using PartsServer server = await PartsServer.StartAsync();
        using ForeignClient client = await ForeignClient.ConnectAsync(server.Uri, formatter);
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();

        Task<int> a = client.Rpc.InvokeWithCancellationAsync<int>("hold", ["a"], first.Token);
        Assert.Equal("holding a", await server.Journal.NextAsync());
        Task<int> b = client.Rpc.InvokeWithCancellationAsync<int>("hold", ["b"], second.Token);
        Assert.Equal("holding b", await server.Journal.NextAsync());
        await second.CancelAsync();

        Assert.Equal("cancelled b", await server.Journal.NextAsync());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => b.Within());
        Assert.Equal(1, await client.Rpc.InvokeAsync<int>("subtract", 3, 2).Within());
        Assert.False(a.IsCompleted);
        await first.CancelAsync();
        Assert.Equal("cancelled a", await server.Journal.NextAsync());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => a.Within());
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Lost_client_cancels_its_handlers(FormatterKind formatter)
    {
        await using PartsServer server = await PartsServer.StartAsync();
        using ForeignClient client = await ForeignClient.ConnectAsync(server.Uri, formatter);

        Task<int> call = client.Rpc.InvokeWithCancellationAsync<int>("hold", ["a"], CancellationToken.None);
        Assert.Equal("holding a", await server.Journal.NextAsync());
        client.Dispose();

        await Assert.ThrowsAsync<ConnectionLostException>(() => call.Within());
        string[] entries = [await server.Journal.NextAsync(), await server.Journal.NextAsync()];
        Assert.Contains("cancelled a", entries);
        Assert.Contains("disconnected ConnectionLost 1006", entries);
    }
}
