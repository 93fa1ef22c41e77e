using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Sessions;

/// <summary>Protocol section 9 as any client sees it.</summary>
public sealed class RawResumeTests
{
    private const string Ours = "ws-rpc.v1+json";
    private const string Open =
        """{"jsonrpc":"2.0","id":1,"method":"$/session/open","params":{"versions":[1],"heartbeat":null,"resume":true,"calls":true}}""";

    [Theory]
    [InlineData(Ours)]
    [InlineData(null)]
    public async Task A_client_that_comes_back_gets_what_it_has_missed(string? subProtocol)
    {
        await using HubHost host = await StartAsync();
        ResumeJournal journal = host.Services.GetRequiredService<ResumeJournal>();
        RawClient first = await ConnectAsync(host, subProtocol);
        JsonElement opened = (await first.AskAsync(Open)).GetProperty("result");
        Assert.Equal("connected", await ReadAsync(journal));
        string token = opened.GetProperty("resume").GetProperty("token").GetString()!;
        Assert.Equal(30000, opened.GetProperty("resume").GetProperty("ttl").GetInt32());
        Assert.Equal(262144, opened.GetProperty("resume").GetProperty("buffer").GetInt32());
        await first.SendAsync("""{"jsonrpc":"2.0","id":2,"method":"join","params":["r"]}""");
        await first.ReceiveAsync();
        await first.SendAsync("""{"jsonrpc":"2.0","id":3,"method":"wait","params":["late"]}""");
        Assert.Equal("waits late", await ReadAsync(journal));
        await first.DisposeAsync();
        await UntilDetachedAsync(host, opened);

        IRpcHubContext<ResumeHub, IResumeClient> outside =
            host.Services.GetRequiredService<IRpcHubContext<ResumeHub, IResumeClient>>();
        await outside.Clients.Room("r").NewsAsync(1);
        journal.Gate("late").SetResult("here");
        await using RawClient second = await ConnectAsync(host, subProtocol);
        JsonElement resumed = (await second.AskAsync(Resume(token, 1))).GetProperty("result");

        Assert.True(resumed.GetProperty("resumed").GetBoolean());
        Assert.Equal(2, resumed.GetProperty("received").GetInt64());
        Assert.Equal(opened.GetProperty("connection").GetString(), resumed.GetProperty("connection").GetString());
        Assert.NotEqual(token, resumed.GetProperty("resume").GetProperty("token").GetString());
        string[] missed = [await second.ReceiveAsync(), await second.ReceiveAsync()];
        Assert.Equal(
            ["""{"jsonrpc":"2.0","id":3,"result":"here"}""", """{"jsonrpc":"2.0","method":"news","params":[1]}"""],
            missed.Order());
        await second.AssertSilentAndAliveAsync();
        string[] entries = subProtocol is null
            ? [await ReadAsync(journal), await ReadAsync(journal), await ReadAsync(journal)]
            : [await ReadAsync(journal)];
        Assert.Equal(subProtocol is null ? ["connected", "disconnected 1000", "resumed"] : ["resumed"], entries);
    }

    [Fact]
    public async Task What_the_client_has_is_not_sent_again_and_what_it_lacks_is()
    {
        await using HubHost host = await StartAsync();
        RawClient first = await ConnectAsync(host, Ours);
        string token = TokenOf(await first.AskAsync(Open));
        for (int i = 0; i < 5; i++)
        {
            await first.AskAsync($$"""{"jsonrpc":"2.0","id":{{i + 2}},"method":"echo","params":["{{i}}"]}""");
        }

        await using RawClient second = await ConnectAsync(host, Ours);
        JsonElement resumed = (await second.AskAsync(Resume(token, 3))).GetProperty("result");

        Assert.True(resumed.GetProperty("resumed").GetBoolean());
        Assert.Equal(5, resumed.GetProperty("received").GetInt64());
        Assert.Equal("""{"jsonrpc":"2.0","id":5,"result":"3"}""", await second.ReceiveAsync());
        Assert.Equal("""{"jsonrpc":"2.0","id":6,"result":"4"}""", await second.ReceiveAsync());
        await second.AssertSilentAndAliveAsync();
        Assert.Equal(4509, (await first.ReceiveCloseAsync()).Code);
        await first.DisposeAsync();
    }

    [Fact]
    public async Task Nobody_who_comes_back_waits_for_the_end_of_the_connection_that_he_has_left()
    {
        // Time stands still, and the first connection answers no close frame.
        await using HubHost host = await HubHost.StartAsync<ResumeHub>(services: services => services
            .AddSingleton<ResumeJournal>().AddSingleton<TimeProvider>(new FakeTimeProvider()));
        RawClient first = await ConnectAsync(host, Ours);
        string token = TokenOf(await first.AskAsync(Open));

        await using RawClient second = await ConnectAsync(host, Ours);
        JsonElement resumed = (await second.AskAsync(Resume(token, 0))).GetProperty("result");

        Assert.True(resumed.GetProperty("resumed").GetBoolean());
        await second.AssertSilentAndAliveAsync();
        Assert.Equal(4509, (await first.ReceiveCloseAsync()).Code);
        await first.DisposeAsync();
    }

    [Theory]
    [InlineData(6)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public async Task An_impossible_count_gets_a_new_session(long received)
    {
        await using HubHost host = await StartAsync();
        RawClient first = await ConnectAsync(host, Ours);
        JsonElement opened = await first.AskAsync(Open);
        await first.AskAsync("""{"jsonrpc":"2.0","id":2,"method":"echo","params":["x"]}""");
        await first.DisposeAsync();

        await using RawClient second = await ConnectAsync(host, Ours);
        JsonElement resumed = (await second.AskAsync(Resume(TokenOf(opened), received))).GetProperty("result");

        Assert.False(resumed.GetProperty("resumed").GetBoolean());
        Assert.NotEqual(
            opened.GetProperty("result").GetProperty("connection").GetString(), resumed.GetProperty("connection").GetString());
        Assert.NotEqual(TokenOf(opened), resumed.GetProperty("resume").GetProperty("token").GetString());
        await second.AssertSilentAndAliveAsync();
    }

    [Fact]
    public async Task A_token_works_once()
    {
        await using HubHost host = await StartAsync();
        RawClient first = await ConnectAsync(host, Ours);
        string token = TokenOf(await first.AskAsync(Open));
        await first.DisposeAsync();
        await using RawClient second = await ConnectAsync(host, Ours);
        Assert.True((await second.AskAsync(Resume(token, 0))).GetProperty("result").GetProperty("resumed").GetBoolean());

        await using RawClient third = await ConnectAsync(host, Ours);
        Assert.False((await third.AskAsync(Resume(token, 0))).GetProperty("result").GetProperty("resumed").GetBoolean());

        await second.AssertSilentAndAliveAsync();
        await third.AssertSilentAndAliveAsync();
    }

    [Fact]
    public async Task Of_many_that_come_with_one_token_one_gets_the_session()
    {
        await using HubHost host = await StartAsync();
        for (int round = 0; round < 3; round++)
        {
            RawClient first = await ConnectAsync(host, Ours);
            string token = TokenOf(await first.AskAsync(Open));
            await first.DisposeAsync();
            RawClient[] racers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ConnectAsync(host, Ours)));
            JsonElement[] answers = await Task.WhenAll(racers.Select(racer => racer.AskAsync(Resume(token, 0))));

            Assert.Single(answers, answer => answer.GetProperty("result").GetProperty("resumed").GetBoolean());
            foreach (RawClient racer in racers)
            {
                await racer.AssertSilentAndAliveAsync();
                await racer.DisposeAsync();
            }
        }
    }

    [Fact]
    public async Task An_impossible_acknowledgement_ends_the_connection()
    {
        await using HubHost host = await StartAsync();
        await using RawClient client = await ConnectAsync(host, Ours);
        await client.AskAsync(Open);

        await client.SendAsync("""{"jsonrpc":"2.0","method":"$/session/ack","params":{"received":1}}""");

        Assert.Equal(4500, (await client.ReceiveCloseAsync()).Code);
    }

    [Fact]
    public async Task A_client_that_has_said_goodbye_is_not_kept()
    {
        await using HubHost host = await StartAsync();
        ResumeJournal journal = host.Services.GetRequiredService<ResumeJournal>();
        await using RawClient first = await ConnectAsync(host, Ours);
        string token = TokenOf(await first.AskAsync(Open));
        await first.CloseAsync(System.Net.WebSockets.WebSocketCloseStatus.NormalClosure, "bye");

        Assert.Equal("connected", await ReadAsync(journal));
        Assert.Equal("disconnected 1000", await ReadAsync(journal));
        await using RawClient second = await ConnectAsync(host, Ours);
        Assert.False((await second.AskAsync(Resume(token, 0))).GetProperty("result").GetProperty("resumed").GetBoolean());
    }

    [Fact]
    public async Task A_session_ends_when_its_time_is_over()
    {
        await using HubHost host = await StartAsync(options =>
            options.Resume = new RpcResumeOptions { Window = TimeSpan.FromMilliseconds(50) });
        ResumeJournal journal = host.Services.GetRequiredService<ResumeJournal>();
        RawClient first = await ConnectAsync(host, Ours);
        string token = TokenOf(await first.AskAsync(Open));
        await first.DisposeAsync();

        Assert.Equal("connected", await ReadAsync(journal));
        Assert.Equal("disconnected 1006", await ReadAsync(journal));
        await using RawClient second = await ConnectAsync(host, Ours);
        Assert.False((await second.AskAsync(Resume(token, 0))).GetProperty("result").GetProperty("resumed").GetBoolean());
    }

    [Fact]
    public async Task A_session_for_which_too_much_waits_ends_and_its_client_is_told()
    {
        await using HubHost host = await StartAsync(options =>
            options.Resume = new RpcResumeOptions { BufferFrames = 3 });
        ResumeJournal journal = host.Services.GetRequiredService<ResumeJournal>();
        RawClient first = await ConnectAsync(host, Ours);
        JsonElement opened = await first.AskAsync(Open);
        await first.AskAsync("""{"jsonrpc":"2.0","id":2,"method":"join","params":["r"]}""");
        Assert.Equal("connected", await ReadAsync(journal));
        await first.DisposeAsync();
        await UntilDetachedAsync(host, opened.GetProperty("result"));
        IRpcHubContext<ResumeHub, IResumeClient> outside =
            host.Services.GetRequiredService<IRpcHubContext<ResumeHub, IResumeClient>>();
        for (int i = 0; i < 4; i++)
        {
            await outside.Clients.Room("r").NewsAsync(i);
        }

        Assert.Equal("disconnected 4431", await ReadAsync(journal));
        await using RawClient second = await ConnectAsync(host, Ours);
        Assert.False(
            (await second.AskAsync(Resume(TokenOf(opened), 1))).GetProperty("result").GetProperty("resumed").GetBoolean());
    }

    [Fact]
    public async Task Resume_can_be_switched_off()
    {
        await using HubHost host = await StartAsync(options => options.Resume = null);
        await using RawClient client = await ConnectAsync(host, Ours);

        Assert.False((await client.AskAsync(Open)).GetProperty("result").TryGetProperty("resume", out _));
        await client.AssertSilentAndAliveAsync();
    }

    private static Task<HubHost> StartAsync(Action<RpcHubOptions>? configure = null) =>
        HubHost.StartAsync<ResumeHub>(configure, services: services => services.AddSingleton<ResumeJournal>());

    private static Task<RawClient> ConnectAsync(HubHost host, string? subProtocol) =>
        RawClient.ConnectAsync(host.Address, subProtocol is null ? [] : [subProtocol]);

    private static string Resume(string token, long received) =>
        $$$"""{"jsonrpc":"2.0","id":31,"method":"$/session/open","params":{"versions":[1],"heartbeat":null,"resume":{"token":"{{{token}}}","received":{{{received}}}},"calls":true}}""";

    private static string TokenOf(JsonElement opened) =>
        opened.GetProperty("result").GetProperty("resume").GetProperty("token").GetString()!;

    private static Task<string> ReadAsync(ResumeJournal journal) => journal.Entries.Reader.ReadAsync().AsTask().Within();

    // A socket that was cut is known to be gone a moment later.
    private static async Task UntilDetachedAsync(HubHost host, JsonElement opened)
    {
        string id = opened.GetProperty("connection").GetString()!;
        AspNetCore.Rooms.HubDirectory directory = host.Services.GetRequiredService<AspNetCore.Rooms.HubDirectories>().Of(typeof(ResumeHub));
        while (directory.TryGetMember(id, out AspNetCore.Rooms.RoomMember? member)
            && member.Connection.Session.Link.State == Ws.Rpc.Sessions.SessionState.Attached)
        {
            await Task.Yield();
        }
    }
}
