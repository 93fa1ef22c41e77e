using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Ws.Rpc.Interop.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.Interop.Tests.RawClients;

public sealed class RawPeerTests
{
    [Theory]
    [InlineData("7", "{\"id\":7}")]
    [InlineData("7", "[7]")]
    [InlineData("\"seven\"", "{\"id\":\"seven\"}")]
    [InlineData("7.5", "{\"id\":7.5}")]
    public async Task Cancelled_request_is_answered_once_with_32800(string id, string arguments)
    {
        await using PartsServer server = await PartsServer.StartAsync();
        using RawClient client = await RawClient.ConnectAsync(server.Uri);

        await client.SendAsync($$"""{"jsonrpc":"2.0","id":{{id}},"method":"hold","params":["a"]}""");
        Assert.Equal("holding a", await server.Journal.NextAsync());
        string? answer = await client.AskAsync($$"""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{{arguments}}}""");

        Assert.Equal("cancelled a", await server.Journal.NextAsync());
        JsonNode error = JsonNode.Parse(answer!)!;
        Assert.Equal(id, error["id"]!.ToJsonString());
        Assert.Equal(-32800, (int)error["error"]!["code"]!);
        Assert.Equal("""{"jsonrpc":"2.0","id":8,"result":0}""", await client.AskAsync("""{"jsonrpc":"2.0","id":8,"method":"sum"}"""));
    }

    [Fact]
    public async Task Notification_of_the_hub_has_params_and_no_id()
    {
        await using PartsServer server = await PartsServer.StartAsync();
        using RawClient client = await RawClient.ConnectAsync(server.Uri);

        await client.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"announce","params":["hello",null]}""");

        Assert.Equal("""{"jsonrpc":"2.0","method":"announced","params":["hello",null]}""", await client.ReceiveAsync());
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":null}""", await client.ReceiveAsync());
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":-1,"result":true}""", "yes")]
    [InlineData("""{"id":-1,"result":false,"jsonrpc":"2.0","extra":{}}""", "no")]
    [InlineData("""{"jsonrpc":"2.0","id":-1,"error":{"code":5,"message":"never"}}""", "RpcException 5 never")]
    public async Task Request_of_the_hub_counts_down_from_minus_one_and_takes_the_answer(string reply, string outcome)
    {
        await using PartsServer server = await PartsServer.StartAsync(options => options.PlainClientsAnswer = true);
        using RawClient client = await RawClient.ConnectAsync(server.Uri);

        string? question = await client.AskAsync("""{"jsonrpc":"2.0","id":"a","method":"ask","params":["sure?"]}""");
        string? answer = await client.AskAsync(reply);

        Assert.Equal("""{"jsonrpc":"2.0","id":-1,"method":"confirm","params":["sure?"]}""", question);
        Assert.Equal($$"""{"jsonrpc":"2.0","id":"a","result":"{{outcome}}"}""", answer);
        Assert.StartsWith(
            """{"jsonrpc":"2.0","id":-2,""",
            await client.AskAsync("""{"jsonrpc":"2.0","id":"b","method":"ask","params":["again?"]}"""),
            System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new string[0], null)]
    [InlineData(new[] { "graphql-ws" }, null)]
    [InlineData(new[] { "graphql-ws", "json-rpc" }, "json-rpc")]
    [InlineData(new[] { "jsonrpc", "ws-rpc.v1+json" }, "ws-rpc.v1+json")]
    [InlineData(new[] { "ws-rpc.bearer.c2VjcmV0", "ws-rpc.v1+json" }, "ws-rpc.v1+json")]
    [InlineData(new[] { "ws-rpc.bearer.c2VjcmV0" }, null)]
    public async Task Sub_protocol_is_ours_or_an_alias_or_none(string[] offered, string? chosen)
    {
        await using PartsServer server = await PartsServer.StartAsync();
        using RawClient client = await RawClient.ConnectAsync(server.Uri, offered);

        Assert.Equal(chosen, client.SubProtocol);
        Assert.Equal("""{"jsonrpc":"2.0","id":8,"result":0}""", await client.AskAsync("""{"jsonrpc":"2.0","id":8,"method":"sum"}"""));
    }

    [Fact]
    public async Task Session_is_opened_by_hand_once_and_says_whether_the_peer_answers()
    {
        await using PartsServer server = await PartsServer.StartAsync();
        using RawClient client = await RawClient.ConnectAsync(server.Uri);

        JsonNode refused = await OpenAsync(client, """{"versions":[2,3]}""");
        JsonNode opened = await OpenAsync(client, """{"versions":[1,2],"agent":"by-hand/1","heartbeat":null,"calls":true,"more":{}}""");
        JsonNode again = await OpenAsync(client, """{"versions":[1]}""");
        string? question = await client.AskAsync("""{"jsonrpc":"2.0","id":1,"method":"ask","params":["sure?"]}""");

        Assert.Equal(-32057, (int)refused["error"]!["code"]!);
        Assert.Equal(1, (int)opened["result"]!["version"]!);
        Assert.NotEmpty((string)opened["result"]!["connection"]!);
        Assert.Null(opened["result"]!["resume"]);
        Assert.Equal(-32600, (int)again["error"]!["code"]!);
        Assert.Equal("""{"jsonrpc":"2.0","id":-1,"method":"confirm","params":["sure?"]}""", question);
    }

    private static async Task<JsonNode> OpenAsync(RawClient client, string arguments) => JsonNode.Parse(
        (await client.AskAsync($$"""{"jsonrpc":"2.0","id":"open","method":"$/session/open","params":{{arguments}}}"""))!)!;
}
