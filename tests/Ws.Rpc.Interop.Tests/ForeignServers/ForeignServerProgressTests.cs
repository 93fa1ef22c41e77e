using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using StreamJsonRpc;
using Ws.Rpc.Interop.Tests.Contracts;
using Xunit;

namespace Ws.Rpc.Interop.Tests.ForeignServers;

public sealed class ForeignServerProgressTests
{
    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Our_client_receives_the_reports_of_the_server_in_their_order(FormatterKind formatter)
    {
        await using ForeignServer server = await ForeignServer.StartAsync(formatter);
        await using var client = new RpcClient(server.Uri);
        await client.ConnectAsync().Within();
        IPartsHub hub = client.GetHub<IPartsHub>();
        var reports = new Reports<Part>();

        Assert.Equal(3, await hub.PolishAsync("bolt", reports).Within());

        Assert.Equal([1m, 2m, 3m], reports.All.Select(part => part.Price));
        Assert.Equal(0, await hub.PolishAsync("bolt").Within());
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Server_receives_the_reports_of_our_client(FormatterKind formatter)
    {
        await using ForeignServer server = await ForeignServer.StartAsync(formatter);
        await using var client = new RpcClient(server.Uri);
        client.Handle<IPartsClient>(new PartsCallback(new Journal(), client.GetHub<IPartsHub>()));
        await client.ConnectAsync().Within();
        JsonRpc peer = await server.GetPeerAsync();
        var reports = new Reports<int>();

        Assert.Equal(3, await peer.InvokeWithCancellationAsync<int>("step", [3, reports], CancellationToken.None).Within());

        Assert.Equal(3, reports.All.Last());
    }
}
