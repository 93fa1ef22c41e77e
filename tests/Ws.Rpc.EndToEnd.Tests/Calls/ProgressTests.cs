using System.Threading.Tasks;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Ws.Rpc.EndToEnd.Tests.Probe;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Calls;

public sealed class ProgressTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(100_000)]
    public async Task Reports_of_the_hub_come_in_order_and_the_last_before_the_result(int steps)
    {
        await using HubHost host = await HubHost.StartAsync<ProbeHub>();
        await using RpcClient client = await host.ConnectAsync();
        var reports = new ProbeReports();

        Assert.Equal(steps, await client.GetHub<IProbeHub>().WalkAsync(steps, reports).Within());

        Assert.Equal(steps, reports.Last);
        Assert.False(reports.IsOutOfOrder);
        Assert.InRange(reports.Count, 1, steps);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100_000)]
    public async Task Reports_of_a_client_reach_the_hub(int steps)
    {
        await using HubHost host = await HubHost.StartAsync<ProbeHub>();
        await using RpcClient client = await host.ConnectAsync(handler: new ProbeClient());

        Assert.Equal($"{steps} behind {steps}", await client.GetHub<IProbeHub>().SendCallerAsync(steps).Within());
    }

    [Fact]
    public async Task Calls_that_report_at_once_keep_their_reports_apart()
    {
        await using HubHost host = await HubHost.StartAsync<ProbeHub>();
        await using RpcClient client = await host.ConnectAsync();
        IProbeHub hub = client.GetHub<IProbeHub>();
        ProbeReports[] reports = new ProbeReports[40];
        Task<int>[] calls = new Task<int>[reports.Length];
        for (int i = 0; i < reports.Length; i++)
        {
            reports[i] = new ProbeReports();
            calls[i] = hub.WalkAsync(1000 + i, reports[i]).AsTask();
        }

        await Task.WhenAll(calls).Within();

        for (int i = 0; i < reports.Length; i++)
        {
            Assert.Equal((1000 + i, false), (reports[i].Last, reports[i].IsOutOfOrder));
        }
    }

    [Theory]
    [InlineData("""[1,"t"]""", "\"t\"")]
    [InlineData("""{"progress":0,"steps":1}""", "0")]
    public async Task Plain_client_names_the_token_and_hears_the_report_before_the_answer(string arguments, string token)
    {
        await using HubHost host = await HubHost.StartAsync<ProbeHub>();
        await using RawClient client = await RawClient.ConnectAsync(host.Address);

        await client.SendAsync($$"""{"jsonrpc":"2.0","id":1,"method":"walk","params":{{arguments}}}""");

        Assert.Equal(
            "{\"jsonrpc\":\"2.0\",\"method\":\"$/progress\",\"params\":{\"token\":" + token + ",\"value\":1}}",
            await client.ReceiveAsync());
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":1}""", await client.ReceiveAsync());
    }
}
