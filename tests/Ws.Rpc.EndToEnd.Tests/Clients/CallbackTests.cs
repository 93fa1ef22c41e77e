using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Ws.Rpc.EndToEnd.Tests.Probe;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Clients;

/// <summary>The server asks its clients.</summary>
public sealed class CallbackTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Caller_is_asked_while_its_own_call_runs(bool answer)
    {
        await using HubHost host = await HubHost.StartAsync<ProbeHub>();
        var handler = new ProbeClient { Confirm = (question, _) => new(question == "sure?" && answer) };
        await using RpcClient client = await host.ConnectAsync(handler: handler);

        Assert.Equal(answer, await client.GetHub<IProbeHub>().AskCallerAsync("sure?").Within());
    }

    [Theory]
    [InlineData(16)]
    [InlineData(1)]
    public async Task Calls_nest_both_ways_thirty_deep(int maxConcurrent)
    {
        await using HubHost host = await HubHost.StartAsync<ProbeHub>(options => options.MaxConcurrentCalls = maxConcurrent);
        var handler = new ProbeClient();
        await using RpcClient client = await host.ConnectAsync(
            new RpcClientOptions { MaxConcurrentCalls = maxConcurrent }, handler);
        IProbeHub hub = client.GetHub<IProbeHub>();
        handler.Nest = async depth => depth == 0 ? 0 : 1 + await hub.NestAsync(depth - 1);

        Assert.Equal(30, await hub.NestAsync(30).Within());
    }

    [Fact]
    public async Task Deep_nestings_overlap_on_a_connection()
    {
        await using HubHost host = await HubHost.StartAsync<ProbeHub>();
        var handler = new ProbeClient();
        await using RpcClient client = await host.ConnectAsync(handler: handler);
        IProbeHub hub = client.GetHub<IProbeHub>();
        handler.Nest = async depth => depth == 0 ? 0 : 1 + await hub.NestAsync(depth - 1);

        int[] depths = await Task.WhenAll(Enumerable.Range(0, 7).Select(_ => hub.NestAsync(30).AsTask())).Within();

        Assert.All(depths, depth => Assert.Equal(30, depth));
    }

    [Fact]
    public async Task Client_is_asked_while_it_connects()
    {
        await using HubHost host = await HubHost.StartAsync<ProbeHub>();
        host.Probe.OnConnected = async hub =>
            host.Probe.Tell("confirmed " + await hub.Clients.Caller.ConfirmAsync("who are you?"));
        await using RpcClient client = await host.ConnectAsync(handler: new ProbeClient());

        Assert.Equal("confirmed True", await host.Probe.NextAsync());
        Assert.Equal("x", await client.GetHub<IProbeHub>().EchoAsync("x").Within());
    }

    [Fact]
    public async Task Calls_wait_until_the_hub_has_let_the_client_in()
    {
        await using HubHost host = await HubHost.StartAsync<ProbeHub>();
        var letIn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Probe.OnConnected = _ => new ValueTask(letIn.Task);
        await using RawClient client = await RawClient.ConnectAsync(host.Address);
        await client.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"note","params":[1]}""");
        await client.SendAsync("""{"jsonrpc":"2.0","id":2,"method":"note","params":[2]}""");
        await client.SendAsync("""{"jsonrpc":"2.0","id":"read","method":"$/unknown"}""");
        Assert.Contains("\"read\"", await client.ReceiveAsync(), StringComparison.Ordinal);
        Assert.Empty(host.Probe.Started);

        letIn.SetResult();

        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":null}""", await client.ReceiveAsync());
        Assert.Equal("""{"jsonrpc":"2.0","id":2,"result":null}""", await client.ReceiveAsync());
        Assert.Equal([1, 2], host.Probe.Started);
    }

    [Fact]
    public async Task Plain_client_is_told_but_never_asked()
    {
        await using HubHost host = await HubHost.StartAsync<ProbeHub>();
        await using RawClient client = await RawClient.ConnectAsync(host.Address);

        await client.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"tellCaller","params":["hi"]}""");
        Assert.Equal("""{"jsonrpc":"2.0","method":"told","params":["hi"]}""", await client.ReceiveAsync());
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":null}""", await client.ReceiveAsync());
        JsonElement refused = await client.AskAsync("""{"jsonrpc":"2.0","id":2,"method":"askCaller","params":["sure?"]}""");

        Assert.Equal(RpcErrorCode.Unavailable, refused.GetProperty("error").GetProperty("code").GetInt32());
        await client.AssertSilentAndAliveAsync();
    }

    [Fact]
    public async Task Plain_client_is_asked_when_the_hub_says_that_they_answer()
    {
        await using HubHost host = await HubHost.StartAsync<ProbeHub>(static options => options.PlainClientsAnswer = true);
        await using RawClient client = await RawClient.ConnectAsync(host.Address);

        await client.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"askCaller","params":["sure?"]}""");
        Assert.Equal("""{"jsonrpc":"2.0","id":-1,"method":"confirm","params":["sure?"]}""", await client.ReceiveAsync());
        await client.SendAsync("""{"id":-1,"result":true,"jsonrpc":"2.0"}""");

        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":true}""", await client.ReceiveAsync());
    }

    [Fact]
    public async Task Unhandled_callback_is_an_error_to_the_hub_and_harms_nothing()
    {
        await using HubHost host = await HubHost.StartAsync<ProbeHub>();
        await using RpcClient client = await host.ConnectAsync();

        RpcException exception = await Assert.ThrowsAsync<RpcException>(
            () => client.GetHub<IProbeHub>().AskCallerAsync("sure?").Within());
        await client.GetHub<IProbeHub>().TellCallerAsync("nobody listens").Within();

        Assert.Equal(RpcErrorCode.MethodNotFound, exception.Code);
        Assert.Equal("x", await client.GetHub<IProbeHub>().EchoAsync("x").Within());
    }
}
