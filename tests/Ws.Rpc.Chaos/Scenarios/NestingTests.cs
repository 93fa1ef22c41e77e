using System.Linq;
using System.Threading.Tasks;
using Ws.Rpc.Chaos.Hubs;
using Xunit;

namespace Ws.Rpc.Chaos.Scenarios;

[Collection(ChaosCollection.Name)]
public sealed class NestingTests
{
    private const int Depth = 50;
    private const int Connections = 100;

    [Fact]
    public async Task Calls_that_call_back_fifty_deep_on_a_hundred_connections_all_come_back()
    {
        await using ChaosServer server = await ChaosServer.StartAsync();

        int[] depths = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => NestAsync(server, Depth))).Within();

        Assert.All(depths, depth => Assert.Equal(Depth, depth));
    }

    [Fact]
    public async Task Nesting_beyond_what_may_be_pending_is_an_error_and_no_deadlock()
    {
        // Every second level is a call to the server: of 50 levels and the first these are 26.
        await using ChaosServer server = await ChaosServer.StartAsync(options => options.MaxPendingCalls = (Depth / 2) + 1);
        Assert.Equal(Depth, await NestAsync(server, Depth).Within());

        RpcException exception = await Assert.ThrowsAsync<RpcException>(() => NestAsync(server, Depth + 2).Within());

        Assert.Equal(RpcErrorCode.Unavailable, exception.Code);
    }

    private static async Task<int> NestAsync(ChaosServer server, int depth)
    {
        await using RpcClient client = new(server.Address);
        ChaosClient callback = new() { Hub = client.GetHub<IChaosHub>() };
        client.Handle<IChaosClient>(callback);
        await client.ConnectAsync().Within();
        return await callback.Hub.NestAsync(depth).Within();
    }
}
