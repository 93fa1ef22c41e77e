using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Hubs;

/// <summary>A hub instance and a scope for each call, and their ends. Number 1 of each is used up by the connecting.</summary>
public sealed class ScopeTests
{
    [Fact]
    public async Task Each_call_has_an_instance_and_a_scope_of_its_own()
    {
        await using HubHost host = await HubHost.StartAsync<ScopeHub>();
        await using RpcClient client = await host.ConnectAsync();
        IScopeHub hub = client.GetHub<IScopeHub>();

        Assert.Equal(new[] { 2, 2, 2 }, await hub.WhoAsync().Within());
        Assert.Equal(new[] { 3, 3, 3 }, await hub.WhoAsync().Within());
    }

    [Fact]
    public async Task Scope_is_disposed_after_the_hub_when_a_call_has_ended() =>
        await AssertDisposedAsync<DisposableScopeHub>(static async hub => await hub.WhoAsync());

    [Fact]
    public async Task Scope_is_disposed_after_the_hub_when_it_disposes_asynchronously() =>
        await AssertDisposedAsync<AsyncDisposableScopeHub>(static async hub => await hub.WhoAsync());

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Scope_is_disposed_after_the_hub_when_the_call_fails(bool late)
    {
        async Task FailAsync(IScopeHub hub) => await Assert.ThrowsAsync<RpcException>(() => hub.FailAsync(late).AsTask());

        await AssertDisposedAsync<DisposableScopeHub>(FailAsync);
        await AssertDisposedAsync<AsyncDisposableScopeHub>(FailAsync);
    }

    [Fact]
    public async Task Scope_is_disposed_when_the_arguments_do_not_fit()
    {
        await using HubHost host = await HubHost.StartAsync<AsyncDisposableScopeHub>();
        await using RawClient client = await RawClient.ConnectAsync(host.Address);
        await AssertEndAsync(host, 1);

        await client.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"take","params":["x"]}""");

        string answer = await client.ReceiveAsync();
        Assert.StartsWith("""{"jsonrpc":"2.0","id":1,"error":{"code":-32602,""", answer, StringComparison.Ordinal);

        // What did not fit at the first reading is read once more in full, with a scope of its own. A call that had to wait until
        // the connection was accepted, which the end of the first scope does not tell, is read in full at once.
        int hubs = host.Probe.Hubs;
        Assert.InRange(hubs, 2, 3);
        List<string> ends = [];
        for (int i = 2; i <= hubs; i++)
        {
            ends.Add(await host.Probe.NextAsync());
            ends.Add(await host.Probe.NextAsync());
        }

        // Two end side by side.
        for (int i = 2; i <= hubs; i++)
        {
            int hub = ends.IndexOf($"hub {i} disposed");
            Assert.InRange(hub, 0, ends.IndexOf($"thing {i} disposed") - 1);
        }
    }

    [Fact]
    public async Task Hub_lives_until_its_call_has_ended()
    {
        await using HubHost host = await HubHost.StartAsync<DisposableScopeHub>();
        await using RpcClient client = await host.ConnectAsync();
        IScopeHub hub = client.GetHub<IScopeHub>();
        await AssertEndAsync(host, 1);
        Task<int> late = hub.WhoLateAsync().AsTask();
        await hub.WhoAsync().Within();
        await AssertEndAsync(host, 3);

        host.Probe.Gate.SetResult();

        Assert.Equal(2, await late.Within());
        Assert.Equal("hub 2 done", await host.Probe.NextAsync());
        await AssertEndAsync(host, 2);
    }

    [Fact]
    public async Task Notification_has_a_scope_too()
    {
        await using HubHost host = await HubHost.StartAsync<DisposableScopeHub>();
        await using RpcClient client = await host.ConnectAsync();
        await AssertEndAsync(host, 1);

        client.GetHub<IScopeHub>().Poke();

        Assert.Equal("hub 2 poked", await host.Probe.NextAsync());
        await AssertEndAsync(host, 2);
    }

    [Fact]
    public async Task Container_makes_and_disposes_the_hub_once_when_it_is_registered()
    {
        await using HubHost host = await HubHost.StartAsync<DisposableScopeHub>(
            services: static services => services.AddTransient<DisposableScopeHub>());
        await using RpcClient client = await host.ConnectAsync();
        Assert.Equal("hub 1 disposed", await host.Probe.NextAsync());
        Assert.Equal("thing 1 disposed", await host.Probe.NextAsync());

        Assert.Equal(new[] { 2, 2, 2 }, await client.GetHub<IScopeHub>().WhoAsync().Within());

        Assert.Equal("hub 2 disposed", await host.Probe.NextAsync());
        Assert.Equal("thing 2 disposed", await host.Probe.NextAsync());
        await client.GetHub<IScopeHub>().WhoAsync().Within();
        Assert.Equal("hub 3 disposed", await host.Probe.NextAsync());
    }

    private static async Task AssertDisposedAsync<THub>(Func<IScopeHub, Task> call)
        where THub : RpcHub
    {
        await using HubHost host = await HubHost.StartAsync<THub>();
        await using RpcClient client = await host.ConnectAsync();
        await AssertEndAsync(host, 1);

        await call(client.GetHub<IScopeHub>()).Within();

        await AssertEndAsync(host, 2);
    }

    private static async Task AssertEndAsync(HubHost host, int number)
    {
        Assert.Equal($"hub {number} disposed", await host.Probe.NextAsync());
        Assert.Equal($"thing {number} disposed", await host.Probe.NextAsync());
    }
}
