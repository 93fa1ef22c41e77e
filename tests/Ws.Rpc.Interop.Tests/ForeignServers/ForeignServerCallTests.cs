using System.Linq;
using System.Threading.Tasks;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Ws.Rpc.Interop.Tests.Contracts;
using Xunit;

namespace Ws.Rpc.Interop.Tests.ForeignServers;

public sealed class ForeignServerCallTests
{
    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Client_goes_on_plain_when_the_server_knows_no_sessions(FormatterKind formatter)
    {
        await using ForeignServer server = await ForeignServer.StartAsync(formatter);
        await using RpcClient client = Framed.Client(server.Uri);

        await client.ConnectAsync().Within();

        Assert.Equal(RpcClientState.Connected, client.State);
        Assert.Null(client.ConnectionId);
        Assert.Equal(19, await client.GetHub<IPartsHub>().SubtractAsync(42, 23).Within());
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Arguments_and_results_cross_whatever_their_type(FormatterKind formatter)
    {
        await using ForeignServer server = await ForeignServer.StartAsync(formatter);
        await using RpcClient client = await ConnectAsync(server);
        IPartsHub hub = client.GetHub<IPartsHub>();

        Assert.Equal(-19, await hub.SubtractAsync(23, 42).Within());
        Assert.Equal(7L, await hub.SumAsync(1, 2, 4).Within());
        Assert.Equal(-0.375, await hub.ScaleAsync(1.5, -0.25).Within());
        Assert.Equal("snow ☃ \"quoted\" \u0001 𝄞", await hub.EchoAsync("snow ☃ \"quoted\" \u0001 𝄞").Within());
        Assert.Null(await hub.EchoAsync(null).Within());
        Assert.Equal("nut/1/-/True", await hub.LabelAsync("nut", bold: true).Within());
        string text = string.Concat(Enumerable.Repeat("0123456789 ☃", 20_000));
        Assert.Equal(text, await hub.EchoAsync(text).Within());
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Records_and_nulls_cross_both_ways(FormatterKind formatter)
    {
        await using ForeignServer server = await ForeignServer.StartAsync(formatter);
        await using RpcClient client = await ConnectAsync(server);
        IPartsHub hub = client.GetHub<IPartsHub>();

        Part painted = await hub.PaintAsync(new Part("nut", 1.10m, null, [1, 2]), "red").Within();
        Assert.Equal(("nut", 1.10m, "red"), (painted.Name, painted.Price, painted.Colour));
        Assert.Equal([1, 2], painted.Sizes);
        Assert.Equal(0.25m, (await hub.FindAsync("bolt").Within())!.Price);
        Assert.Null(await hub.FindAsync("spring").Within());
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Calls_without_result_and_notifications_arrive_in_their_order(FormatterKind formatter)
    {
        await using ForeignServer server = await ForeignServer.StartAsync(formatter);
        await using RpcClient client = await ConnectAsync(server);
        IPartsHub hub = client.GetHub<IPartsHub>();

        hub.Note("first");
        hub.Note("second");
        Assert.Equal("noted first", await server.Journal.NextAsync());
        Assert.Equal("noted second", await server.Journal.NextAsync());
        await hub.StoreAsync(new Part("nut", 1m, null, [])).Within();
        Assert.Equal("stored nut", await server.Journal.NextAsync());
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Five_hundred_calls_overlap_on_one_connection(FormatterKind formatter)
    {
        const int Calls = 500;
        await using ForeignServer server = await ForeignServer.StartAsync(formatter);
        await using RpcClient client = await ConnectAsync(server);
        IPartsHub hub = client.GetHub<IPartsHub>();

        int[] met = await Task.WhenAll(Enumerable.Range(0, Calls).Select(_ => hub.MeetAsync(Calls).AsTask())).Within();
        int[] differences = await Task.WhenAll(Enumerable.Range(0, Calls).Select(i => hub.SubtractAsync(2 * i, i).AsTask())).Within();

        Assert.All(met, number => Assert.Equal(Calls, number));
        Assert.Equal(Enumerable.Range(0, Calls), differences);
    }

    private static async Task<RpcClient> ConnectAsync(ForeignServer server)
    {
        RpcClient client = Framed.Client(server.Uri);
        await client.ConnectAsync().Within();
        return client;
    }
}
