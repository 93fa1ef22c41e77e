using System.Threading.Tasks;
using Ws.Rpc.Interop.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.Interop.Tests.JavaScriptClients;

[Collection(JavaScriptCollection.Name)]
public sealed class ProgressTests(JavaScriptProgram program)
{
    private const string File = "progress";

    [Fact]
    public async Task Client_receives_the_reports_of_the_hub_under_any_token_before_the_result()
    {
        await using PartsServer server = await PartsServer.StartAsync();
        await using JavaScriptPeer peer = program.Start(server.Uri, File, "byPosition");

        string[] once = [Polished("\"bolt-1\"", "bolt"), Polished("0", "bolt"), Polished("\"\"", "bolt"), Polished("7", "bolt")];
        Assert.Equal([.. once, .. once], await peer.RestAsync());
    }

    [Fact]
    public async Task Client_receives_them_when_it_calls_by_name()
    {
        await using PartsServer server = await PartsServer.StartAsync();
        await using JavaScriptPeer peer = program.Start(server.Uri, File, "byName");

        string[] once = [Polished("\"nut \\\"é\\\"\"", "nut"), Polished("0", "nut")];
        Assert.Equal([.. once, .. once], await peer.RestAsync());
    }

    [Fact]
    public async Task Client_can_do_without_reports()
    {
        await using PartsServer server = await PartsServer.StartAsync();
        await using JavaScriptPeer peer = program.Start(server.Uri, File, "unwanted");

        Assert.Equal(["0", "0", "0", $"{RpcErrorCode.InvalidParams}", "false"], await peer.RestAsync());
    }

    [Fact]
    public async Task Hub_receives_the_reports_of_the_client_in_their_order()
    {
        await using PartsServer server = await PartsServer.StartAsync(options => options.PlainClientsAnswer = true);
        await using JavaScriptPeer peer = program.Start(server.Uri, File, "ofTheClient");

        Assert.Equal(["\"3: 1 2 3\"", "\"0: \""], await peer.RestAsync());
    }

    private static string Polished(string token, string name) =>
        $$$"""{"token":{{{token}}},"result":3,"last":{"name":"{{{name}}}","price":3,"colour":null,"sizes":[]}}""";
}
