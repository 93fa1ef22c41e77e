using System;
using System.Threading.Tasks;
using Ws.Rpc.Sessions;
using Xunit;

namespace Ws.Rpc.Tests.Sessions;

public sealed class SessionOpeningTests
{
    private const string Open = """{"jsonrpc":"2.0","id":1,"method":"$/session/open","params":{"versions":[2,1],"agent":"x","calls":true,"more":{"a":[1]}}}""";

    private static readonly SessionOptions s_server = TestSessions.Options with { IsServer = true };

    [Fact]
    public async Task A_session_opens_once()
    {
        await using var scripted = new ScriptedSession(s_server);
        scripted.Session.PeerAnswers = false;

        Assert.Equal(
            """{"jsonrpc":"2.0","id":1,"result":{"version":1,"connection":"c1","heartbeat":null,"limits":{"message":1048576,"batch":64,"pending":128},"agent":"Ws.Rpc/0.1"}}""",
            await scripted.AskAsync(Open));
        Assert.True(scripted.Session is { IsOpen: true, PeerAnswers: true });

        Assert.StartsWith("""{"jsonrpc":"2.0","id":1,"error":{"code":-32600""", await scripted.AskAsync(Open), StringComparison.Ordinal);
        await scripted.AssertSilentAsync();
    }

    [Theory]
    [InlineData("""{"versions":[2,3]}""", "-32057")]
    [InlineData("""{"versions":[]}""", "-32057")]
    [InlineData("""{"versions":1}""", "-32602")]
    [InlineData("""{"versions":["1"]}""", "-32602")]
    [InlineData("""{"versions":[[1]]}""", "-32602")]
    [InlineData("""{"versions":[1.5]}""", "-32602")]
    [InlineData("""{"versions":[1],"versions":[1]}""", "-32602")]
    [InlineData("""{"versions":[1],"calls":"yes"}""", "-32602")]
    [InlineData("""{"agent":"x"}""", "-32602")]
    [InlineData("{}", "-32602")]
    [InlineData("null", "-32602")]
    [InlineData("[1]", "-32602")]
    [InlineData("[[1],\"x\",null,true,true,6]", "-32602")]
    public async Task What_cannot_be_opened_is_refused_and_the_peer_stays_plain(string parameters, string code)
    {
        await using var scripted = new ScriptedSession(s_server);

        string answer = await scripted.AskAsync($$"""{"jsonrpc":"2.0","id":1,"method":"$/session/open","params":{{parameters}}}""");

        Assert.Contains($"\"code\":{code}", answer, StringComparison.Ordinal);
        Assert.False(scripted.Session.IsOpen);
        Assert.Contains("\"version\":1", await scripted.AskAsync(Open), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_peer_that_does_not_say_so_is_not_asked_to_answer()
    {
        await using var scripted = new ScriptedSession(s_server);

        await scripted.AskAsync("""{"jsonrpc":"2.0","id":1,"method":"$/session/open","params":{"versions":[1]}}""");

        await Assert.ThrowsAsync<RpcException>(() => scripted.CallHub.PingAsync().AsTask());
    }

    [Fact]
    public async Task Other_control_messages_are_unknown()
    {
        await using var scripted = new ScriptedSession(s_server);
        await scripted.TellAsync(
            """{"jsonrpc":"2.0","method":"$/session/open","params":{"versions":[1]}}""",
            """{"jsonrpc":"2.0","method":"$/unknown"}""");

        Assert.Contains("-32601", await scripted.AskAsync("""{"jsonrpc":"2.0","id":1,"method":"$/unknown"}"""), StringComparison.Ordinal);
        Assert.Contains("-32601", await scripted.AskAsync("""{"jsonrpc":"2.0","id":1,"method":"$/cancelRequest","params":[5]}"""), StringComparison.Ordinal);
        Assert.False(scripted.Session.IsOpen);
    }

    [Fact]
    public async Task A_client_is_no_server_of_sessions()
    {
        await using var scripted = new ScriptedSession();

        Assert.Contains("-32601", await scripted.AskAsync(Open), StringComparison.Ordinal);
    }
}
