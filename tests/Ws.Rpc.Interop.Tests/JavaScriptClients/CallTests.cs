using System.Threading.Tasks;
using Ws.Rpc.Interop.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.Interop.Tests.JavaScriptClients;

[Collection(JavaScriptCollection.Name)]
public sealed class CallTests(JavaScriptProgram program)
{
    private const string File = "calls";

    [Fact]
    public async Task Positional_arguments_and_results_cross_whatever_their_type()
    {
        await using PartsServer server = await PartsServer.StartAsync();
        await using JavaScriptPeer peer = program.Start(server.Uri, File, "byPosition");

        string[] expected =
        [
            "19", "7", "0", "-0.375", "\"snow ☃ \\\"quoted\\\" \\u0001 𝄞\"", "null",
            """{"name":"nut","price":1.5,"colour":"red","sizes":[1,2]}""", "null", "\"nut/2/red/False\"", "null",
        ];
        Assert.Equal(expected, await peer.RestAsync());
        Assert.Equal("stored nut", await server.Journal.NextAsync());
    }

    [Fact]
    public async Task Arguments_by_name_are_bound_in_any_order_and_may_be_left_out()
    {
        await using PartsServer server = await PartsServer.StartAsync();
        await using JavaScriptPeer peer = program.Start(server.Uri, File, "byName");

        string[] expected =
            ["19", "5", """{"name":"nut","price":1.5,"colour":"red","sizes":[1,2]}""", "\"nut/1/-/True\"", "true"];
        Assert.Equal(expected, await peer.RestAsync());
    }

    [Fact]
    public async Task Typed_requests_of_the_library_call_our_hub()
    {
        await using PartsServer server = await PartsServer.StartAsync();
        await using JavaScriptPeer peer = program.Start(server.Uri, File, "typed");

        Assert.Equal(["19", "2", "\"nut/3/-/True\""], await peer.RestAsync());
    }

    [Fact]
    public async Task Ids_start_at_zero_and_come_back()
    {
        await using PartsServer server = await PartsServer.StartAsync();
        await using JavaScriptPeer peer = program.Start(server.Uri, File, "ids");

        Assert.Equal(["""[1,"b","c"]""", "[0,1,2]", "[0,1,2]"], await peer.RestAsync());
    }

    [Fact]
    public async Task Five_hundred_short_calls_at_once_each_get_their_own_answer()
    {
        await using PartsServer server = await PartsServer.StartAsync();
        await using JavaScriptPeer peer = program.Start(server.Uri, File, "manyAtOnce");

        Assert.Equal(["true"], await peer.RestAsync());
    }

    [Fact]
    public async Task Notifications_arrive_in_their_order_and_get_no_answer()
    {
        await using PartsServer server = await PartsServer.StartAsync();
        await using JavaScriptPeer peer = program.Start(server.Uri, File, "notifications");

        Assert.Equal(["\"after them\"", "1"], await peer.RestAsync());
        Assert.Equal("noted first", await server.Journal.NextAsync());
        Assert.Equal("noted second", await server.Journal.NextAsync());
        Assert.Equal("noted third", await server.Journal.NextAsync());
    }
}
