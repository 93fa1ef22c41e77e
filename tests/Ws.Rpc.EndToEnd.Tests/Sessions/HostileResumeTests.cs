using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Sessions;

/// <summary>
/// Who knows a token, or guesses one, and does with it what no client does: the session stays its owner's, and a neighbour notices
/// nothing (protocol section 9, reliability S6).
/// </summary>
public sealed class HostileResumeTests
{
    private const string Ours = "ws-rpc.v1+json";
    private const string Open =
        """{"jsonrpc":"2.0","id":1,"method":"$/session/open","params":{"versions":[1],"heartbeat":null,"resume":true,"calls":true}}""";

    // T stands for the token that is good. Nothing of this uses it up.
    public static TheoryData<string> NoResumes => new(
        """{"token":1,"received":0}""",
        """{"token":null,"received":0}""",
        """{"token":["T"],"received":0}""",
        """{"token":{"T":"T"},"received":0}""",
        """{"token":"T"}""",
        """{"received":0}""",
        "{}",
        "[]",
        """["T",0]""",
        "\"T\"",
        "0",
        """{"token":"T","received":"0"}""",
        """{"token":"T","received":null}""",
        """{"token":"T","received":0.5}""",
        """{"token":"T","received":1e400}""",
        """{"token":"T","received":9223372036854775808}""",
        """{"token":"T","received":-9223372036854775809}""",
        """{"token":"T","received":[0]}""",
        """{"token":"T","received":{}}""",
        """{"token":"TTTTT","received":0}""",
        """{"token":"\ud800","received":0}""");

    // Whoever shows none of ours gets a session, and another one.
    public static TheoryData<string> OtherTokens => new(
        """{"token":"","received":0}""",
        """{"token":"T=","received":0}""",
        """{"token":" T","received":0}""",
        """{"token":"T\u0000","received":0}""",
        """{"token":"*","received":0}""",
        """{"token":"ｔoken","received":0}""",
        """{"token":"../../T","received":0}""");

    [Theory]
    [MemberData(nameof(NoResumes))]
    public async Task What_is_no_resume_is_refused_and_uses_no_token_up(string resume)
    {
        await using Scene scene = await Scene.StartAsync();
        await using RawClient stranger = await scene.ConnectAsync();

        JsonElement answer = await stranger.AskAsync(scene.Resume(resume));

        Assert.Equal(-32602, answer.GetProperty("error").GetProperty("code").GetInt32());
        await scene.AssertUnharmedAsync();
    }

    [Theory]
    [MemberData(nameof(OtherTokens))]
    public async Task Another_token_gets_another_session(string resume)
    {
        await using Scene scene = await Scene.StartAsync();
        await using RawClient stranger = await scene.ConnectAsync();

        JsonElement opened = (await stranger.AskAsync(scene.Resume(resume))).GetProperty("result");

        Assert.False(opened.GetProperty("resumed").GetBoolean());
        Assert.NotEqual(scene.ConnectionId, opened.GetProperty("connection").GetString());
        await stranger.AssertSilentAndAliveAsync();
        await scene.AssertUnharmedAsync();
    }

    [Fact]
    public async Task A_token_with_one_letter_changed_is_another_token()
    {
        await using Scene scene = await Scene.StartAsync();
        for (int i = 0; i < scene.Token.Length; i++)
        {
            char other = scene.Token[i] == 'A' ? 'B' : 'A';
            string guess = scene.Token[..i] + other + scene.Token[(i + 1)..];
            await using RawClient stranger = await scene.ConnectAsync();
            JsonElement opened = await stranger.AskAsync(scene.Resume($$"""{"token":"{{guess}}","received":0}"""));
            Assert.False(opened.GetProperty("result").GetProperty("resumed").GetBoolean());
        }

        await scene.AssertUnharmedAsync();
    }

    [Fact]
    public async Task A_session_is_opened_once_whatever_the_second_opening_shows()
    {
        await using Scene scene = await Scene.StartAsync();
        await using RawClient stranger = await scene.ConnectAsync();
        await stranger.AskAsync(Open);

        JsonElement again = await stranger.AskAsync(scene.Resume("""{"token":"T","received":0}"""));

        Assert.Equal(-32600, again.GetProperty("error").GetProperty("code").GetInt32());
        await stranger.AssertSilentAndAliveAsync();
        await scene.AssertUnharmedAsync();
    }

    [Fact]
    public async Task A_resume_without_an_id_is_none()
    {
        await using Scene scene = await Scene.StartAsync();
        await using RawClient stranger = await scene.ConnectAsync();

        await stranger.SendAsync(scene.Resume("""{"token":"T","received":0}""").Replace("\"id\":31,", "", StringComparison.Ordinal));

        await stranger.AssertSilentAndAliveAsync();
        await scene.AssertUnharmedAsync();
    }

    [Theory]
    [InlineData("-1", 4500)]
    [InlineData("4", 4500)]
    [InlineData("9223372036854775807", 4500)]
    [InlineData("0.5", null)]
    [InlineData("\"1\"", null)]
    [InlineData("null", null)]
    [InlineData("[3]", null)]
    [InlineData("1e400", null)]
    [InlineData("9223372036854775808", null)]
    public async Task An_acknowledgement_that_cannot_be_costs_its_sender_the_connection_at_most(string received, int? code)
    {
        await using Scene scene = await Scene.StartAsync();
        await using RawClient stranger = await scene.ConnectAsync();
        await stranger.AskAsync(Open);
        for (int i = 0; i < 3; i++)
        {
            await stranger.AssertSilentAndAliveAsync();
        }

        await stranger.SendAsync($$$"""{"jsonrpc":"2.0","method":"$/session/ack","params":{"received":{{{received}}}}}""");

        if (code is null)
        {
            await stranger.AssertSilentAndAliveAsync();
        }
        else
        {
            Assert.Equal(code, (await stranger.ReceiveCloseAsync()).Code);
        }

        await scene.AssertUnharmedAsync();
    }

    [Fact]
    public async Task Acknowledging_less_than_before_takes_nothing_back()
    {
        await using Scene scene = await Scene.StartAsync();
        RawClient client = await scene.ConnectAsync();
        string token = TokenOf(await client.AskAsync(Open));
        for (int i = 0; i < 3; i++)
        {
            await client.AssertSilentAndAliveAsync();
        }

        await client.SendAsync("""{"jsonrpc":"2.0","method":"$/session/ack","params":{"received":3}}""");
        await client.SendAsync("""{"jsonrpc":"2.0","method":"$/session/ack","params":{"received":1}}""");
        await client.AssertSilentAndAliveAsync();
        await client.DisposeAsync();

        // What was acknowledged is not kept: who says now that it has less cannot go on.
        await using RawClient second = await scene.ConnectAsync();
        JsonElement opened = await second.AskAsync(scene.Resume($$"""{"token":"{{token}}","received":2}"""));
        Assert.False(opened.GetProperty("result").GetProperty("resumed").GetBoolean());
        await scene.AssertUnharmedAsync();
    }

    [Fact]
    public async Task Of_racers_with_one_token_one_wins_and_the_garbage_of_the_others_is_their_own()
    {
        await using Scene scene = await Scene.StartAsync();
        RawClient[] racers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => scene.ConnectAsync()));

        JsonElement[] answers = await Task.WhenAll(racers.Select(racer =>
            racer.AskAsync(scene.Resume("""{"token":"T","received":0}"""))));

        int winner = Array.FindIndex(answers, IsResumed);
        Assert.Single(answers, IsResumed);
        foreach (RawClient loser in racers.Where((_, i) => i != winner))
        {
            await loser.SendAsync("{\"jsonrpc\":\"2.0\",\"method\":\"$/session/ack\",\"params\":{\"received\":99}}");
            Assert.Equal(4500, (await loser.ReceiveCloseAsync()).Code);
            await loser.DisposeAsync();
        }

        await racers[winner].AssertSilentAndAliveAsync();
        await scene.Neighbour.AssertSilentAndAliveAsync();
        await racers[winner].DisposeAsync();
    }

    [Fact]
    public async Task A_resume_among_others_in_a_batch_is_answered_once_and_moves_nothing_twice()
    {
        await using Scene scene = await Scene.StartAsync();
        await using RawClient stranger = await scene.ConnectAsync();
        string resume = scene.Resume("""{"token":"T","received":0}""");

        await stranger.SendAsync($"[{string.Join(',', Enumerable.Repeat(resume, 5))}]");

        using var answer = JsonDocument.Parse(await stranger.ReceiveAsync());
        JsonElement[] entries = [.. answer.RootElement.EnumerateArray()];
        Assert.Equal(5, entries.Length);
        Assert.All(entries, static entry => Assert.Equal(-32600, entry.GetProperty("error").GetProperty("code").GetInt32()));
        await stranger.AssertSilentAndAliveAsync();
        await scene.AssertUnharmedAsync();
    }

    private static bool IsResumed(JsonElement answer) => answer.GetProperty("result").GetProperty("resumed").GetBoolean();

    private static string TokenOf(JsonElement opened) =>
        opened.GetProperty("result").GetProperty("resume").GetProperty("token").GetString()!;

    /// <summary>A client that is away, with its token, and a neighbour of it.</summary>
    private sealed class Scene : IAsyncDisposable
    {
        private readonly HubHost _host;

        private Scene(HubHost host, JsonElement opened, RawClient neighbour)
        {
            _host = host;
            Token = TokenOf(opened);
            ConnectionId = opened.GetProperty("result").GetProperty("connection").GetString()!;
            Neighbour = neighbour;
        }

        public string Token { get; }

        public string ConnectionId { get; }

        public RawClient Neighbour { get; }

        public static async Task<Scene> StartAsync()
        {
            HubHost host = await HubHost.StartAsync<ResumeHub>(services: static services => services.AddSingleton<ResumeJournal>());
            RawClient owner = await RawClient.ConnectAsync(host.Address, Ours);
            JsonElement opened = await owner.AskAsync(Open);
            await owner.AskAsync("""{"jsonrpc":"2.0","id":2,"method":"echo","params":["kept"]}""");
            await owner.DisposeAsync();
            return new Scene(host, opened, await RawClient.ConnectAsync(host.Address, Ours));
        }

        public Task<RawClient> ConnectAsync() => RawClient.ConnectAsync(_host.Address, Ours);

        /// <summary>The request, with the token of the one who is away in the place of T.</summary>
        public string Resume(string resume) => string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"jsonrpc":"2.0","id":31,"method":"$/session/open","params":{"versions":[1],"heartbeat":null,"resume":{{With(resume)}},"calls":true}}""");

        /// <summary>The owner goes on where he was, and the neighbour is served.</summary>
        public async Task AssertUnharmedAsync()
        {
            await Neighbour.AssertSilentAndAliveAsync();
            await using RawClient owner = await ConnectAsync();
            JsonElement resumed = (await owner.AskAsync(Resume("""{"token":"T","received":0}"""))).GetProperty("result");
            Assert.True(resumed.GetProperty("resumed").GetBoolean());
            Assert.Equal(ConnectionId, resumed.GetProperty("connection").GetString());
            Assert.Equal("""{"jsonrpc":"2.0","id":2,"result":"kept"}""", await owner.ReceiveAsync());
            await owner.AssertSilentAndAliveAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await Neighbour.DisposeAsync();
            await _host.DisposeAsync();
        }

        private string With(string resume) => resume.Replace("T", Token, StringComparison.Ordinal);
    }
}
