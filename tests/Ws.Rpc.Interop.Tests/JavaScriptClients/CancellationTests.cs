using System.Threading.Tasks;
using Ws.Rpc.Interop.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.Interop.Tests.JavaScriptClients;

[Collection(JavaScriptCollection.Name)]
public sealed class CancellationTests(JavaScriptProgram program)
{
    private const string File = "cancellation";

    [Theory]
    [InlineData("byPosition")]
    [InlineData("byName")]
    public async Task Cancelled_token_cancels_the_handler_of_the_first_call_whose_id_is_zero(string scenario)
    {
        await using PartsServer server = await PartsServer.StartAsync();
        await using JavaScriptPeer peer = program.Start(server.Uri, File, scenario);

        Assert.Equal("holding a", await server.Journal.NextAsync());
        await peer.GoOnAsync();

        Assert.Equal("cancelled a", await server.Journal.NextAsync());
        string[] expected =
            [$"{RpcErrorCode.RequestCancelled}", """{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":0}}""", "1"];
        Assert.Equal(expected, await peer.RestAsync());
    }

    [Fact]
    public async Task Cancellation_of_one_call_leaves_its_neighbours()
    {
        await using PartsServer server = await PartsServer.StartAsync();
        await using JavaScriptPeer peer = program.Start(server.Uri, File, "oneOfTwo");

        Assert.Equal("holding a", await server.Journal.NextAsync());
        await peer.GoOnAsync();
        Assert.Equal("holding b", await server.Journal.NextAsync());
        await peer.GoOnAsync();

        Assert.Equal("cancelled b", await server.Journal.NextAsync());
        Assert.Equal("cancelled a", await server.Journal.NextAsync());
        Assert.Equal(
            [$"{RpcErrorCode.RequestCancelled}", "1", "[1,2]", $"{RpcErrorCode.RequestCancelled}"], await peer.RestAsync());
    }

    [Fact]
    public async Task Cancellation_after_the_answer_is_ignored()
    {
        await using PartsServer server = await PartsServer.StartAsync();
        await using JavaScriptPeer peer = program.Start(server.Uri, File, "afterTheAnswer");

        Assert.Equal(["1", "3"], await peer.RestAsync());
    }

    [Fact]
    public async Task Lost_client_cancels_its_handlers()
    {
        await using PartsServer server = await PartsServer.StartAsync();
        await using JavaScriptPeer peer = program.Start(server.Uri, File, "lost");

        Assert.Equal("holding a", await server.Journal.NextAsync());
        await peer.GoOnAsync();

        string[] entries = [await server.Journal.NextAsync(), await server.Journal.NextAsync()];
        Assert.Contains("cancelled a", entries);
        Assert.Contains("disconnected ConnectionLost 1006", entries);
        Assert.Equal(["true"], await peer.RestAsync());
    }
}
