using System;
using System.Threading.Tasks;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Ws.Rpc.Interop.Tests.Contracts;
using Xunit;

namespace Ws.Rpc.Interop.Tests.ForeignServers;

public sealed class ForeignServerCallbackTests
{
    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Notifications_of_the_server_reach_the_handler_positional_and_by_name(FormatterKind formatter)
    {
        var journal = new Journal();
        await using ForeignServer server = await ForeignServer.StartAsync(formatter);
        await using RpcClient client = await ConnectAsync(server, journal);
        JsonRpc peer = await server.GetPeerAsync();

        await client.GetHub<IPartsHub>().AnnounceAsync("hello", new Part("nut", 1m, null, [])).Within();
        await peer.NotifyWithParameterObjectAsync("announced", new { part = new Part("pin", 1m, null, []), text = "bye" }).Within();
        await peer.NotifyAsync("nobodyKnowsThis").Within();
        await peer.NotifyAsync("announced", "again", null).Within();

        Assert.Equal("announced hello nut", await journal.NextAsync());
        Assert.Equal("announced bye pin", await journal.NextAsync());
        Assert.Equal("announced again -", await journal.NextAsync());
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Client_answers_questions_of_the_server(FormatterKind formatter)
    {
        await using ForeignServer server = await ForeignServer.StartAsync(formatter);
        await using RpcClient client = await ConnectAsync(server, new Journal());
        IPartsHub hub = client.GetHub<IPartsHub>();
        JsonRpc peer = await server.GetPeerAsync();

        Assert.Equal("yes", await hub.AskAsync("even").Within());
        Assert.Equal("no", await hub.AskAsync("odd").Within());
        Assert.True(await peer.InvokeWithParameterObjectAsync<bool>("confirm", new { question = "even" }).Within());
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Errors_of_the_handler_reach_the_server(FormatterKind formatter)
    {
        await using ForeignServer server = await ForeignServer.StartAsync(formatter);
        await using RpcClient client = await ConnectAsync(server, new Journal());
        JsonRpc peer = await server.GetPeerAsync();

        RemoteInvocationException refused = await Assert.ThrowsAsync<RemoteInvocationException>(
            () => peer.InvokeAsync<bool>("confirm", "refuse").Within());
        RemoteInvocationException broken = await Assert.ThrowsAsync<RemoteInvocationException>(
            () => peer.InvokeAsync<bool>("confirm", "break").Within());
        RemoteMethodNotFoundException unknown = await Assert.ThrowsAsync<RemoteMethodNotFoundException>(
            () => peer.InvokeAsync<bool>("deny", "x").Within());
        RemoteMethodNotFoundException unfit = await Assert.ThrowsAsync<RemoteMethodNotFoundException>(
            () => peer.InvokeAsync<bool>("confirm", 1).Within());

        Assert.Equal((4711, "not today"), (refused.ErrorCode, refused.Message));
        Assert.Equal(new Rejection("day", 7), refused.DeserializedErrorData);
        Assert.Equal((int)JsonRpcErrorCode.InternalError, broken.ErrorCode);
        Assert.DoesNotContain("1234", broken.ToString(), StringComparison.Ordinal);
        Assert.Equal(JsonRpcErrorCode.MethodNotFound, unknown.ErrorCode);
        Assert.Equal(JsonRpcErrorCode.InvalidParams, unfit.ErrorCode);
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Calls_nest_both_ways_deeper_than_the_limit_of_concurrent_calls(FormatterKind formatter)
    {
        await using ForeignServer server = await ForeignServer.StartAsync(formatter);
        await using RpcClient client = await ConnectAsync(server, new Journal(), new RpcClientOptions { MaxConcurrentCalls = 4 });

        Assert.Equal(41, await client.GetHub<IPartsHub>().DescendAsync(41).Within());
    }

    private static async Task<RpcClient> ConnectAsync(ForeignServer server, Journal journal, RpcClientOptions? options = null)
    {
        RpcClient client = Framed.Client(server.Uri, options);
        client.Handle<IPartsClient>(new PartsCallback(journal, client.GetHub<IPartsHub>()));
        await client.ConnectAsync().Within();
        return client;
    }
}
