using System;
using System.Threading.Tasks;
using Ws.Rpc.Interop.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.Interop.Tests.JavaScriptClients;

[Collection(JavaScriptCollection.Name)]
public sealed class CallbackTests(JavaScriptProgram program)
{
    private const string File = "callbacks";

    [Fact]
    public async Task Notifications_of_the_hub_reach_every_client_in_their_order()
    {
        await using PartsServer server = await PartsServer.StartAsync();
        await using JavaScriptPeer peer = program.Start(server.Uri, File, "announcements");

        Assert.Equal(["""[0,"hello nut","bye -"]""", """[1,"hello nut","bye -"]"""], await peer.RestAsync());
    }

    [Fact]
    public async Task Hub_awaits_the_answer_or_error_of_a_plain_client_that_it_trusts_to_answer()
    {
        await using PartsServer server = await PartsServer.StartAsync(options => options.PlainClientsAnswer = true);
        await using JavaScriptPeer peer = program.Start(server.Uri, File, "questions");

        string[] expected =
        [
            "\"no\"", "\"yes\"", "\"yes\"", "\"RpcException 4711 not today\"",
            "\"RpcException -32603 Request confirm failed with message: broken\"", "[-1,-2,-3,-4,-5]",
        ];
        Assert.Equal(expected, await peer.RestAsync());
    }

    [Fact]
    public async Task Hub_learns_that_the_client_serves_no_such_method()
    {
        await using PartsServer server = await PartsServer.StartAsync(options => options.PlainClientsAnswer = true);
        await using JavaScriptPeer peer = program.Start(server.Uri, File, "unserved");

        Assert.Equal(
            [$"\"RpcException {RpcErrorCode.MethodNotFound} Unhandled method confirm\""], await peer.RestAsync());
    }

    [Fact]
    public async Task Plain_client_is_not_asked_unless_the_hub_says_that_it_answers()
    {
        await using PartsServer server = await PartsServer.StartAsync();
        await using JavaScriptPeer peer = program.Start(server.Uri, File, "unasked");

        Assert.Contains($"RpcException {RpcErrorCode.Unavailable} ", await peer.NextAsync(), StringComparison.Ordinal);
        Assert.Equal(["1"], await peer.RestAsync());
    }

    [Fact]
    public async Task Both_sides_call_each_other_while_each_waits_for_the_other()
    {
        await using PartsServer server = await PartsServer.StartAsync(options => options.PlainClientsAnswer = true);
        await using JavaScriptPeer peer = program.Start(server.Uri, File, "recursion");

        Assert.Equal(["6"], await peer.RestAsync());
    }

    [Fact]
    public async Task Hub_cancels_the_handler_of_the_client()
    {
        await using PartsServer server = await PartsServer.StartAsync(options => options.PlainClientsAnswer = true);
        await using JavaScriptPeer peer = program.Start(server.Uri, File, "cancelled");

        Assert.Equal("\"asked dawdle\"", await peer.NextAsync());
        server.GivingUp.Now();

        Assert.Equal(["\"question cancelled\"", "\"given up\"", "1"], await peer.RestAsync());
    }
}
