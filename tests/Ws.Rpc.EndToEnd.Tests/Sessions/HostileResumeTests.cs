using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Ws.Rpc.EndToEnd.Tests.Hostile;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Sessions;

/// <summary>Who attacks resume (protocol section 9) gets the answer that is written, and harms nobody but himself.</summary>
public sealed class HostileResumeTests
{
    private const string T = "the owner's token";

    [Theory]
    [InlineData("5")]
    [InlineData("[]")]
    [InlineData("\"x\"")]
    [InlineData("{}")]
    [InlineData("{\"token\":\"" + T + "\"}")]
    [InlineData("{\"received\":0}")]
    [InlineData("{\"token\":1,\"received\":0}")]
    [InlineData("{\"token\":null,\"received\":0}")]
    [InlineData("{\"token\":[\"" + T + "\"],\"received\":0}")]
    [InlineData("{\"token\":\"\\ud800\",\"received\":0}")]
    [InlineData("{\"\\ud800\":1,\"token\":\"" + T + "\",\"received\":\"\"}")]
    [InlineData("{\"token\":\"" + T + "\",\"token\":\"x\",\"received\":0}")]
    [InlineData("{\"token\":\"" + T + "\",\"received\":0,\"received\":1}")]
    [InlineData("{\"token\":\"" + T + "\",\"received\":\"1\"}")]
    [InlineData("{\"token\":\"" + T + "\",\"received\":true}")]
    [InlineData("{\"token\":\"" + T + "\",\"received\":null}")]
    [InlineData("{\"token\":\"" + T + "\",\"received\":[1]}")]
    [InlineData("{\"token\":\"" + T + "\",\"received\":1.5}")]
    [InlineData("{\"token\":\"" + T + "\",\"received\":-0.1}")]
    [InlineData("{\"token\":\"" + T + "\",\"received\":1e400}")]
    [InlineData("{\"token\":\"" + T + "\",\"received\":-1e400}")]
    [InlineData("{\"token\":\"" + T + "\",\"received\":9223372036854775808}")]
    [InlineData("{\"token\":\"" + T + "\",\"received\":-9223372036854775809}")]
    public async Task A_resume_that_is_none_is_refused_and_changes_nothing(string resume)
    {
        await using ResumeStage stage = await ResumeStage.StartAsync();
        RawClient attacker = await stage.ConnectAsync();
        string text = ResumeStage.OpenWith(resume.Replace(T, stage.OwnerToken, StringComparison.Ordinal));

        Assert.Equal(-32602, CodeOf(await attacker.AskAsync(text)));
        await attacker.AssertSilentAndAliveAsync();
        Assert.True((await attacker.AskAsync(ResumeStage.Open)).TryGetProperty("result", out _));
        await stage.AssertUnharmedAsync();
        await stage.EndAsync();
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("-Infinity")]
    [InlineData("0x1")]
    [InlineData("01")]
    [InlineData("1_000")]
    [InlineData("+1")]
    public async Task A_number_that_is_none_is_no_message(string received)
    {
        await using ResumeStage stage = await ResumeStage.StartAsync();
        RawClient attacker = await stage.ConnectAsync();

        Assert.Equal(-32700, CodeOf(await attacker.AskAsync(ResumeStage.Resume(stage.OwnerToken, received))));
        await attacker.AssertSilentAndAliveAsync();
        await stage.AssertUnharmedAsync();
        await stage.EndAsync();
    }

    [Fact]
    public async Task A_number_of_a_hundred_thousand_digits_is_refused()
    {
        await using ResumeStage stage = await ResumeStage.StartAsync();
        RawClient attacker = await stage.ConnectAsync();

        Assert.Equal(
            -32602, CodeOf(await attacker.AskAsync(ResumeStage.Resume(stage.OwnerToken, new string('1', 100_000)))));
        Assert.Equal(
            -32602, CodeOf(await attacker.AskAsync(ResumeStage.Resume(new string('x', 100_000), "0"))));
        await stage.AssertUnharmedAsync();
        await stage.EndAsync();
    }

    [Theory]
    [InlineData("2")]
    [InlineData("-1")]
    [InlineData("9223372036854775807")]
    [InlineData("-9223372036854775808")]
    public async Task Who_comes_back_with_an_impossible_number_gets_a_new_session_and_has_lost_his_own(string received)
    {
        await using ResumeStage stage = await ResumeStage.StartAsync();
        RawClient attacker = await stage.ConnectAsync();

        JsonElement answer = await attacker.AskAsync(ResumeStage.Resume(stage.OwnerToken, received));

        Assert.False(ResumeStage.HasResumed(answer));
        Assert.NotEqual(stage.OwnerConnection, ResumeStage.ConnectionOf(answer));
        await attacker.AssertSilentAndAliveAsync();
        Assert.Equal(4509, (await stage.Owner.ReceiveCloseAsync()).Code);
        RawClient again = await stage.ConnectAsync();
        Assert.False(ResumeStage.HasResumed(await stage.AskInTimeAsync(again, ResumeStage.Resume(stage.OwnerToken, "1"))));
        await stage.EndAsync();
    }

    [Theory]
    [InlineData("mallory", false)]
    [InlineData("mallory", true)]
    [InlineData("Ann", false)]
    [InlineData(null, true)]
    public async Task The_token_of_somebody_else_is_none(string? user, bool isAway)
    {
        await using ResumeStage stage = await ResumeStage.StartAsync();
        if (isAway)
        {
            await stage.Owner.DisposeAsync();
        }

        foreach (string received in (string[])["1", "0", "-1", "9223372036854775807"])
        {
            RawClient attacker = await stage.ConnectAsync(user);
            JsonElement answer = await attacker.AskAsync(ResumeStage.Resume(stage.OwnerToken, received));
            Assert.False(ResumeStage.HasResumed(answer));
            Assert.NotEqual(stage.OwnerConnection, ResumeStage.ConnectionOf(answer));
            await attacker.AssertSilentAndAliveAsync();
        }

        await (isAway ? stage.AssertOwnerReturnsAsync(1) : stage.AssertUnharmedAsync());
        await stage.EndAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Used_tokens_are_refused_while_the_winner_lives(bool hasSpoken)
    {
        await using ResumeStage stage = await ResumeStage.StartAsync();
        string used = stage.OwnerToken;
        RawClient winner = await stage.ConnectAsync();
        JsonElement resumed = await winner.AskAsync(ResumeStage.Resume(used, "1"));
        Assert.True(ResumeStage.HasResumed(resumed));
        if (hasSpoken)
        {
            await winner.AssertSilentAndAliveAsync();
        }

        for (int i = 0; i < 3; i++)
        {
            RawClient attacker = await stage.ConnectAsync();
            JsonElement answer = await stage.AskInTimeAsync(attacker, ResumeStage.Resume(used, "1"));
            Assert.False(ResumeStage.HasResumed(answer));
            Assert.NotEqual(stage.OwnerConnection, ResumeStage.ConnectionOf(answer));
            await attacker.AssertSilentAndAliveAsync();
        }

        await winner.AssertSilentAndAliveAsync();
        stage.OwnerToken = ResumeStage.TokenOf(resumed);
        await stage.AssertOwnerReturnsAsync(hasSpoken ? 3 : 2);
        await stage.EndAsync();
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(40, false)]
    [InlineData(int.MaxValue, false)]
    [InlineData(int.MaxValue, true)]
    public async Task A_resume_that_is_cut_costs_nobody_his_session(int bytes, bool resets)
    {
        await using ResumeStage stage = await ResumeStage.StartAsync();
        await stage.Owner.DisposeAsync();
        byte[] resume = HostileFrame.Text(ResumeStage.Resume(stage.OwnerToken, "1"));
        for (int i = 0; i < 20; i++)
        {
            HostileSocket half = await DialAsync(stage);
            if (resets)
            {
                half.Reset();
            }

            await half.SendAsync(resume[..Math.Min(bytes, resume.Length)]);
            await half.DisposeAsync();
        }

        await stage.AssertOwnerReturnsAsync(1);
        await stage.EndAsync();
    }

    [Fact]
    public async Task Of_two_that_race_and_then_talk_garbage_each_ends_for_what_he_said()
    {
        await using ResumeStage stage = await ResumeStage.StartAsync();
        byte[][] garbage =
        [
            HostileFrame.Text("""{"jsonrpc":"2.0","method":"$/session/ack","params":{"received":99}}"""),
            HostileFrame.Of(HostileFrame.Binary, "x"),
            HostileFrame.Of(HostileFrame.TextOpcode, [0xC3, 0x28]),
            [.. HostileFrame.Text("{"), .. HostileFrame.Text("}"), .. HostileFrame.Text("]")],
        ];
        int[] codes = [4500, 1003, 1007, 4500];
        for (int i = 0; i < garbage.Length; i++)
        {
            (RawClient victim, JsonElement opened) = await stage.OpenAsync("ann");
            string token = ResumeStage.TokenOf(opened);
            HostileSocket[] racers = [await DialAsync(stage), await DialAsync(stage)];
            byte[] both = [.. HostileFrame.Text(ResumeStage.Resume(token, "1")), .. garbage[i]];
            await Task.WhenAll(racers.Select(racer => racer.SendAsync(both)));

            int winners = 0;
            foreach (HostileSocket racer in racers)
            {
                (int code, bool won) = await ReadToCloseAsync(racer);
                winners += won ? 1 : 0;
                Assert.Equal(codes[i], code);
                await racer.DisposeAsync();
            }

            // Who breaks a rule may not even be told that he has won. His predecessor is.
            Assert.InRange(winners, 0, 1);
            Assert.Equal(4509, (await victim.ReceiveCloseAsync()).Code);
            await victim.DisposeAsync();
            RawClient late = await stage.ConnectAsync();
            Assert.False(ResumeStage.HasResumed(await stage.AskInTimeAsync(late, ResumeStage.Resume(token, "1"))));
        }

        await stage.AssertUnharmedAsync();
        await stage.EndAsync();
    }

    [Fact]
    public async Task Two_resumes_in_one_breath_are_one_and_an_error()
    {
        await using ResumeStage stage = await ResumeStage.StartAsync();
        await using HostileSocket attacker = await DialAsync(stage);
        byte[] resume = HostileFrame.Text(ResumeStage.Resume(stage.OwnerToken, "1"));

        await attacker.SendAsync([.. resume, .. resume, .. HostileFrame.Text(ResumeStage.Open)]);

        using var first = JsonDocument.Parse((await attacker.ReadFrameAsync()).Payload);
        Assert.True(ResumeStage.HasResumed(first.RootElement));
        using var second = JsonDocument.Parse((await attacker.ReadFrameAsync()).Payload);
        Assert.Equal(-32600, CodeOf(second.RootElement));
        using var third = JsonDocument.Parse((await attacker.ReadFrameAsync()).Payload);
        Assert.Equal(-32600, CodeOf(third.RootElement));
        await attacker.AssertServedAsync(exactly: true);
        stage.OwnerToken = ResumeStage.TokenOf(first.RootElement);
        await stage.AssertOwnerReturnsAsync(2);
        await stage.EndAsync();
    }

    [Fact]
    public async Task What_was_asked_before_a_resume_is_not_answered_behind_it()
    {
        await using ResumeStage stage = await ResumeStage.StartAsync();
        RawClient attacker = await stage.ConnectAsync();
        await attacker.SendAsync("""{"jsonrpc":"2.0","id":2,"method":"wait","params":["gate"]}""");
        await attacker.AssertSilentAndAliveAsync();

        JsonElement resumed = await attacker.AskAsync(ResumeStage.Resume(stage.OwnerToken, "1"));

        Assert.True(ResumeStage.HasResumed(resumed));
        stage.Journal.Gate("gate").SetResult("late");
        await attacker.AssertSilentAndAliveAsync();
        stage.OwnerToken = ResumeStage.TokenOf(resumed);
        await stage.AssertOwnerReturnsAsync(2);
        await stage.EndAsync();
    }

    private static Task<HostileSocket> DialAsync(ResumeStage stage) => HostileSocket.ConnectAsync(
        stage.Host.HttpAddress, upgrade: true, $"X-User: ann\nSec-WebSocket-Protocol: {ResumeStage.SubProtocol}\n");

    private static int CodeOf(JsonElement answer) => answer.GetProperty("error").GetProperty("code").GetInt32();

    private static async Task<(int Code, bool Resumed)> ReadToCloseAsync(HostileSocket socket)
    {
        bool resumed = false;
        while (true)
        {
            (int opcode, byte[] payload) = await socket.ReadFrameAsync();
            if (opcode != HostileFrame.TextOpcode)
            {
                return (payload.Length < 2 ? opcode : (payload[0] << 8) | payload[1], resumed);
            }

            resumed |= Encoding.UTF8.GetString(payload).Contains("\"resumed\":true", StringComparison.Ordinal);
        }
    }
}
