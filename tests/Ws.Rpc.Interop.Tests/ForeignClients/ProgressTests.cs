using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Interop.Tests.Contracts;
using Ws.Rpc.Interop.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.Interop.Tests.ForeignClients;

public sealed class ProgressTests
{
    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Client_receives_the_reports_of_the_hub(FormatterKind formatter)
    {
        await using PartsServer server = await PartsServer.StartAsync();
        using ForeignClient client = await ForeignClient.ConnectAsync(server.Uri, formatter);
        var reports = new Reports<Part>();

        int result = await client.Rpc.InvokeWithCancellationAsync<int>(
            "polish", ["bolt", reports], CancellationToken.None).Within();

        // The hub may have left out reports that a newer one overtook, but never the last.
        Assert.Equal(3, result);
        Assert.Equal(("bolt", 3m), (reports.All.Last().Name, reports.All.Last().Price));
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Client_receives_them_when_it_calls_by_name_and_can_do_without(FormatterKind formatter)
    {
        await using PartsServer server = await PartsServer.StartAsync();
        using ForeignClient client = await ForeignClient.ConnectAsync(server.Uri, formatter);
        var reports = new Reports<Part>();

        int named = await client.Rpc.InvokeWithParameterObjectAsync<int>(
            "polish", new { name = "nut", progress = reports }).Within();

        Assert.Equal(3, named);
        Assert.Equal(3m, reports.All.Last().Price);
        Assert.Equal(0, await client.Rpc.InvokeAsync<int>("polish", "pin", null).Within());
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Hub_receives_the_reports_of_the_client_in_their_order(FormatterKind formatter)
    {
        await using PartsServer server = await PartsServer.StartAsync(options => options.PlainClientsAnswer = true);
        using ForeignClient client = await ForeignClient.ConnectAsync(
            server.Uri, formatter, configure: rpc => rpc.Serve(new CallbackTarget(new Journal(), rpc)));

        Assert.Equal("3: 1 2 3", await client.Rpc.InvokeAsync<string>("sendClimbing", 3).Within());
    }
}
