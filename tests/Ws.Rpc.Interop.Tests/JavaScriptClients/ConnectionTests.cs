using System.Threading.Tasks;
using Ws.Rpc.Interop.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.Interop.Tests.JavaScriptClients;

[Collection(JavaScriptCollection.Name)]
public sealed class ConnectionTests(JavaScriptProgram program)
{
    private const string File = "connection";

    [Fact]
    public async Task Client_that_leaves_is_seen_to_leave_in_good_order()
    {
        await using PartsServer server = await PartsServer.StartAsync();
        await using JavaScriptPeer peer = program.Start(server.Uri, "calls", "ids");

        await peer.RestAsync();
        Assert.Equal("disconnected ClosedByPeer 1000", await server.Journal.NextAsync());
    }

    [Fact]
    public async Task Offered_sub_protocols_are_answered_with_one_that_we_know()
    {
        await using PartsServer server = await PartsServer.StartAsync();
        await using JavaScriptPeer peer = program.Start(server.Uri, File, "subProtocols");

        Assert.Equal(["""["jsonrpc",1]""", """["json-rpc",1]""", """["ws-rpc.v1+json",1]"""], await peer.RestAsync());
    }

    [Fact]
    public async Task Client_that_is_sent_away_sees_code_and_reason()
    {
        await using PartsServer server = await PartsServer.StartAsync();
        await using JavaScriptPeer peer = program.Start(server.Uri, File, "sentAway");

        Assert.Equal(["""[4503,"kicked"]"""], await peer.RestAsync());
    }
}
