using System.Threading.Tasks;
using Ws.Rpc.Tests.Transports;
using Xunit;

namespace Ws.Rpc.Tests.Sessions;

public sealed class ParseErrorTests
{
    [Fact]
    public async Task Three_messages_in_a_row_that_are_no_json_end_the_connection()
    {
        await using var scripted = new ScriptedSession();

        for (int i = 0; i < 3; i++)
        {
            Assert.Contains("\"code\":-32700", await scripted.AskAsync("{nonsense"), System.StringComparison.Ordinal);
        }

        Assert.Equal(4500, (await scripted.Peer.ReceiveClosureAsync()).CloseCode);
        RpcDisconnect disconnect = await scripted.Run.Within();
        Assert.Equal((RpcDisconnectReason.ProtocolViolation, 4500), (disconnect.Reason, disconnect.CloseCode));
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":"probe","method":"sum","params":[1,2]}""")]
    [InlineData("""{"jsonrpc": "2.0", "id": "probe", "method": "sum", "params": [1,2]}""")]
    [InlineData("[]")]
    [InlineData("5")]
    public async Task Any_other_message_between_them_begins_the_count_anew(string other)
    {
        await using var scripted = new ScriptedSession();

        for (int i = 0; i < 3; i++)
        {
            await scripted.AskAsync("{nonsense");
            await scripted.AskAsync("");
            await scripted.AskAsync(other);
        }

        await scripted.AssertSilentAsync();
    }

    [Fact]
    public async Task Entries_of_a_batch_do_not_count()
    {
        await using var scripted = new ScriptedSession(TestSessions.Options with { MaxParseErrors = 1 });

        await scripted.AskAsync("[1,2,3,{\"jsonrpc\":\"1.0\"}]");

        await scripted.AssertSilentAsync();
    }

    [Fact]
    public async Task A_new_connection_begins_the_count_anew()
    {
        await using var scripted = new ScriptedSession(TestSessions.Options with { MaxParseErrors = 2 });
        await scripted.AskAsync("{nonsense");
        scripted.Cut();
        await scripted.Run.Within();
        scripted.Reconnect();

        await scripted.AskAsync("{nonsense");

        await scripted.AssertSilentAsync();
    }
}
