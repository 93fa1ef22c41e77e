using System.Text.Json;
using System.Threading.Tasks;
using Ws.Rpc.EndToEnd.Tests.Hostile;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Sessions;

/// <summary>The methods of a session (protocol section 8) where they do not belong, and with what they cannot mean.</summary>
public sealed class HostileSessionTests
{
    [Theory]
    [InlineData("{\"received\":2}")]
    [InlineData("{\"received\":-1}")]
    [InlineData("{\"received\":9223372036854775807}")]
    [InlineData("{\"received\":-9223372036854775808}")]
    [InlineData("{\"received\":9223372036854775808}")]
    [InlineData("{\"received\":1e400}")]
    [InlineData("{\"received\":-1e400}")]
    [InlineData("{\"received\":0.5}")]
    [InlineData("{\"received\":\"1\"}")]
    [InlineData("{\"received\":null}")]
    [InlineData("{\"received\":[1]}")]
    [InlineData("{\"received\":0,\"received\":1}")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("[1,false,2]")]
    public async Task An_acknowledgement_that_cannot_be_is_the_end_of_its_session_alone(string arguments)
    {
        await using ResumeStage stage = await ResumeStage.StartAsync();
        (RawClient attacker, JsonElement opened) = await stage.OpenAsync("ann");

        await attacker.SendAsync(Ack(arguments));

        Assert.Equal(4500, (await attacker.ReceiveCloseAsync()).Code);
        RawClient again = await stage.ConnectAsync();
        string resume = ResumeStage.Resume(ResumeStage.TokenOf(opened), "1");
        Assert.False(ResumeStage.HasResumed(await stage.AskInTimeAsync(again, resume)));
        await stage.AssertUnharmedAsync();
        await stage.EndAsync();
    }

    [Fact]
    public async Task An_acknowledgement_of_less_than_before_is_the_end_of_its_session_alone()
    {
        await using ResumeStage stage = await ResumeStage.StartAsync();
        (RawClient attacker, _) = await stage.OpenAsync("ann");
        await attacker.AssertSilentAndAliveAsync();
        for (int i = 0; i < 100; i++)
        {
            await attacker.SendAsync(Ack("""{"received":2}"""));
        }

        await attacker.AssertSilentAndAliveAsync();
        await attacker.SendAsync(Ack("""{"received":1}"""));

        Assert.Equal(4500, (await attacker.ReceiveCloseAsync()).Code);
        await stage.AssertUnharmedAsync();
        await stage.EndAsync();
    }

    [Fact]
    public async Task An_acknowledgement_of_less_than_was_acknowledged_is_impossible_behind_a_resume_too()
    {
        await using ResumeStage stage = await ResumeStage.StartAsync();
        (RawClient first, JsonElement opened) = await stage.OpenAsync("ann");
        await first.SendAsync(Ack("""{"received":1}"""));
        await first.AssertSilentAndAliveAsync();

        RawClient second = await stage.ConnectAsync();
        JsonElement answer = await second.AskAsync(ResumeStage.Resume(ResumeStage.TokenOf(opened), "0"));

        Assert.False(ResumeStage.HasResumed(answer));
        await second.AssertSilentAndAliveAsync();
        await stage.AssertUnharmedAsync();
        await stage.EndAsync();
    }

    [Fact]
    public async Task A_session_is_opened_once()
    {
        await using ResumeStage stage = await ResumeStage.StartAsync();
        (RawClient attacker, JsonElement opened) = await stage.OpenAsync("ann");

        Assert.Equal(-32600, CodeOf(await attacker.AskAsync(ResumeStage.Open)));
        Assert.Equal(-32600, CodeOf(await attacker.AskAsync(ResumeStage.Resume(stage.OwnerToken, "1"))));
        Assert.Equal(-32600, CodeOf(await attacker.AskAsync(ResumeStage.Resume(ResumeStage.TokenOf(opened), "1"))));
        Assert.Equal(-32600, CodeOf(await attacker.AskAsync(ResumeStage.OpenWith("1e400"))));

        await attacker.AssertSilentAndAliveAsync();
        await stage.AssertUnharmedAsync();
        await stage.EndAsync();
    }

    [Fact]
    public async Task Before_there_is_a_session_its_methods_do_nothing()
    {
        await using ResumeStage stage = await ResumeStage.StartAsync();
        RawClient attacker = await stage.ConnectAsync();
        foreach (string arguments in (string[])["{\"received\":1}", "{\"received\":-1}", "{\"received\":1e400}", "[]"])
        {
            await attacker.SendAsync(Ack(arguments));
        }

        await attacker.SendAsync("""{"jsonrpc":"2.0","method":"$/session/ping","params":{"received":1e400,"reply":true}}""");
        await attacker.SendAsync("""{"jsonrpc":"2.0","method":"$/session/close","params":{"deadline":1e400}}""");
        Assert.Equal(-32601, CodeOf(await attacker.AskAsync("""{"jsonrpc":"2.0","id":1,"method":"$/session/ack","params":{"received":0}}""")));

        await attacker.AssertSilentAndAliveAsync();
        JsonElement opened = await attacker.AskAsync(ResumeStage.Open);
        await attacker.AssertSilentAndAliveAsync();
        RawClient again = await stage.ConnectAsync();
        JsonElement resumed = await again.AskAsync(ResumeStage.Resume(ResumeStage.TokenOf(opened), "1"));
        Assert.True(ResumeStage.HasResumed(resumed));
        Assert.Equal(1, resumed.GetProperty("result").GetProperty("received").GetInt64());
        await stage.AssertUnharmedAsync();
        await stage.EndAsync();
    }

    [Fact]
    public async Task In_a_batch_they_do_nothing_and_the_batch_is_one_frame()
    {
        await using ResumeStage stage = await ResumeStage.StartAsync();
        (RawClient attacker, JsonElement opened) = await stage.OpenAsync("ann");
        const string Ping = """{"jsonrpc":"2.0","method":"$/session/ping","params":{"received":-1}}""";
        string batch = $"[{Ack("{\"received\":99}")},{Ping},{Ack("{\"received\":-1}")}]";
        AssertRefused(await attacker.AskAsync(batch), 3);
        await attacker.AssertSilentAndAliveAsync();
        string resume = ResumeStage.Resume(stage.OwnerToken, "1");

        AssertRefused(await attacker.AskAsync($"[{ResumeStage.Open},{resume}]"), 2);

        await attacker.AssertSilentAndAliveAsync();
        RawClient again = await stage.ConnectAsync();
        JsonElement resumed = await again.AskAsync(ResumeStage.Resume(ResumeStage.TokenOf(opened), "5"));
        Assert.True(ResumeStage.HasResumed(resumed));
        Assert.Equal(5, resumed.GetProperty("result").GetProperty("received").GetInt64());
        await again.AssertSilentAndAliveAsync();
        await stage.AssertUnharmedAsync();
        await stage.EndAsync();
    }

    [Theory]
    [InlineData("ack")]
    [InlineData("open")]
    [InlineData("resume")]
    public async Task Behind_a_close_nothing_is_heard(string method)
    {
        await using ResumeStage stage = await ResumeStage.StartAsync();
        await using HostileSocket attacker = await HostileSocket.ConnectAsync(
            stage.Host.HttpAddress, upgrade: true, $"X-User: ann\nSec-WebSocket-Protocol: {ResumeStage.SubProtocol}\n");
        string text = method switch
        {
            "ack" => Ack("{\"received\":-1}"),
            "open" => ResumeStage.Open,
            _ => ResumeStage.Resume(stage.OwnerToken, "1"),
        };

        await attacker.SendAsync([.. HostileFrame.Close(1000, []), .. HostileFrame.Text(text)]);

        (int opcode, byte[] payload) = await attacker.ReadFrameAsync();
        Assert.Equal(HostileFrame.CloseOpcode, opcode);
        Assert.Equal(1000, (payload[0] << 8) | payload[1]);
        Assert.Equal(HostileSocket.Ended, (await attacker.ReadFrameAsync()).Opcode);
        await stage.AssertUnharmedAsync();
        await stage.EndAsync();
    }

    private static void AssertRefused(JsonElement answers, int count)
    {
        Assert.Equal(count, answers.GetArrayLength());
        Assert.All(answers.EnumerateArray(), answer => Assert.Equal(-32600, CodeOf(answer)));
    }

    private static string Ack(string arguments) =>
        $$"""{"jsonrpc":"2.0","method":"$/session/ack","params":{{arguments}}}""";

    private static int CodeOf(JsonElement answer) => answer.GetProperty("error").GetProperty("code").GetInt32();
}
