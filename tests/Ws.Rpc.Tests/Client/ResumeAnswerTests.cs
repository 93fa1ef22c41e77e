using System;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using Ws.Rpc.Tests.Transports;
using Ws.Rpc.Tests.Twin;
using Ws.Rpc.Transports;
using Xunit;

namespace Ws.Rpc.Tests.Client;

/// <summary>What a server answers to a client that wants to go on with its session (protocol section 9).</summary>
public sealed class ResumeAnswerTests
{
    private const string Fresh = """
        "result":{"version":1,"connection":"c1","resume":{"token":"t1","ttl":30000}}
        """;
    private const string Renewed = """
        "result":{"version":1,"connection":"c2","resume":{"token":"t2","ttl":30000}}
        """;
    private const string Unkept = """
        "result":{"version":1,"connection":"c1"}
        """;
    private const string Endless = """
        "result":{"version":1,"connection":"c1","resume":{"token":"t1","ttl":4294967295}}
        """;
    private const string Resumed = """
        "result":{"version":1,"connection":"c1","resumed":true,"received":0,"resume":{"token":"t2","ttl":30000}}
        """;

    private static readonly RpcClientOptions s_atOnce = new() { Chance = () => 0 };

    [Fact]
    public async Task A_session_that_has_ended_here_while_the_server_took_it_up_is_replaced_by_a_new_one()
    {
        await using var server = new SpokenServer();
        var time = new FakeTimeProvider();
        await using RpcClient client = server.NewClient(
            s_atOnce with { TimeProvider = time, ConnectTimeout = TimeSpan.FromMinutes(10) });
        var events = new EventLog(client);
        WebSocketTransport first = await ConnectAsync(server, client, Fresh);
        Task<int> call = client.GetHub<ITwinHub>().AddAsync(1, 2).AsTask();
        first.Abort();
        WebSocketTransport second = await server.NextAsync();
        string request = await second.ReceiveTextAsync().Within();
        Assert.Contains("\"token\":\"t1\"", request, StringComparison.Ordinal);

        time.Advance(TimeSpan.FromSeconds(30));
        await Assert.ThrowsAsync<RpcSessionLostException>(() => call.Within());
        await SpokenServer.SayAsync(second, request, Resumed);

        Assert.False(await second.ReceiveAsync().Within());
        Assert.Equal(1000, second.Closure.CloseCode);
        WebSocketTransport third = await server.NextAsync();
        string again = await SpokenServer.AnswerAsync(third, Renewed);
        Assert.Contains("\"resume\":true", again, StringComparison.Ordinal);
        Assert.Equal(new RpcReconnected(Resumed: false), await events.NextAsync<RpcReconnected>());

        await PartAsync(client, third);
    }

    [Fact]
    public async Task A_server_that_lacks_what_is_not_kept_any_more_is_told_that_the_session_is_over()
    {
        await using var server = new SpokenServer();
        await using RpcClient client = server.NewClient(s_atOnce);
        var events = new EventLog(client);
        (WebSocketTransport second, Task<string> call) = await ResumeForTooMuchAsync(server, client);

        Assert.False(await second.ReceiveAsync().Within());
        Assert.Equal(1000, second.Closure.CloseCode);
        WebSocketTransport third = await server.NextAsync();
        await SpokenServer.AnswerAsync(third, Renewed);
        Assert.Equal(new RpcReconnected(Resumed: false), await events.NextAsync<RpcReconnected>());
        await SpokenServer.SayAsync(third, await third.ReceiveTextAsync().Within(), "\"result\":\"repeated\"");
        Assert.Equal("repeated", await call.Within());
        await PartAsync(client, third);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_the_close_holds_nobody_for_longer_than_its_time()
    {
        await using var server = new SpokenServer();
        await using RpcClient client = server.NewClient(s_atOnce with { CloseTimeout = TimeSpan.FromMilliseconds(20) });
        var events = new EventLog(client);
        await ResumeForTooMuchAsync(server, client);

        await SpokenServer.AnswerAsync(await server.NextAsync(), Renewed);

        Assert.Equal(new RpcReconnected(Resumed: false), await events.NextAsync<RpcReconnected>());
    }

    [Fact]
    public async Task A_client_that_is_disposed_does_not_wait_for_the_answer_to_a_close()
    {
        await using var server = new SpokenServer();
        await using RpcClient client = server.NewClient(s_atOnce with { CloseTimeout = TimeSpan.FromHours(1) });
        (WebSocketTransport second, Task<string> call) = await ResumeForTooMuchAsync(server, client);

        await client.DisposeAsync().Within();

        await Assert.ThrowsAnyAsync<RpcConnectionException>(() => call.Within());
        Assert.False(await second.ReceiveAsync().Within());
    }

    [Fact]
    public async Task A_client_that_is_disposed_while_it_asks_for_its_session_says_goodbye()
    {
        await using var server = new SpokenServer();
        await using RpcClient client = server.NewClient(s_atOnce);
        WebSocketTransport first = await ConnectAsync(server, client, Fresh);
        first.Abort();
        WebSocketTransport second = await server.NextAsync();
        Assert.Contains("\"token\":\"t1\"", await second.ReceiveTextAsync().Within(), StringComparison.Ordinal);

        Task disposal = client.DisposeAsync().AsTask();
        while (await second.ReceiveAsync().Within())
        {
        }

        Assert.Equal(1000, second.Closure.CloseCode);
        await disposal.Within();
    }

    [Fact]
    public async Task Nobody_is_kept_by_a_server_that_neither_opens_a_session_nor_answers_a_goodbye()
    {
        await using var server = new SpokenServer();
        await using RpcClient client = server.NewClient(s_atOnce with { CloseTimeout = TimeSpan.FromHours(1) });
        WebSocketTransport first = await ConnectAsync(server, client, Fresh);
        first.Abort();
        await (await server.NextAsync()).ReceiveTextAsync().Within();

        await client.DisposeAsync().Within();
    }

    [Fact]
    public async Task Nobody_goes_on_with_a_session_that_he_has_not_asked_for()
    {
        await using var server = new SpokenServer();
        await using RpcClient client = server.NewClient(s_atOnce);
        var events = new EventLog(client);
        WebSocketTransport first = await ConnectAsync(server, client, Unkept);
        Task<int> call = client.GetHub<ITwinHub>().AddAsync(1, 2).AsTask();
        first.Abort();

        WebSocketTransport second = await server.NextAsync();
        await SpokenServer.AnswerAsync(second, Resumed);

        Assert.Equal(new RpcReconnected(Resumed: false), await events.NextAsync<RpcReconnected>());
        await Assert.ThrowsAsync<RpcSessionLostException>(() => call.Within());
        await PartAsync(client, second);
    }

    [Fact]
    public async Task A_window_that_no_timer_takes_is_cut()
    {
        await using var server = new SpokenServer();
        await using RpcClient client = server.NewClient(s_atOnce);
        WebSocketTransport first = await ConnectAsync(server, client, Endless);
        first.Abort();

        string request = await SpokenServer.AnswerAsync(await server.NextAsync(), Resumed);

        Assert.Contains("\"token\":\"t1\"", request, StringComparison.Ordinal);
    }

    // Whoever closes waits for an answer.
    private static async Task PartAsync(RpcClient client, WebSocketTransport end)
    {
        Task<bool> last = end.ReceiveAsync().AsTask();
        await client.CloseAsync().Within();
        Assert.False(await last.Within());
    }

    // The server goes on with a session of which the client has let go of the first frame, a call.
    private static async Task<(WebSocketTransport Second, Task<string> Call)> ResumeForTooMuchAsync(
        SpokenServer server, RpcClient client)
    {
        WebSocketTransport first = await ConnectAsync(server, client, Fresh);
        Task<string> call = client.GetHub<ITwinHub>().EchoAsync(new string('x', 300_000));
        await first.ReceiveTextAsync().Within();
        first.Abort();
        WebSocketTransport second = await server.NextAsync();
        await SpokenServer.AnswerAsync(second, Resumed);
        return (second, call);
    }

    private static async Task<WebSocketTransport> ConnectAsync(SpokenServer server, RpcClient client, string answer)
    {
        Task connecting = client.ConnectAsync();
        WebSocketTransport end = await server.NextAsync();
        await SpokenServer.AnswerAsync(end, answer);
        await connecting.Within();
        return end;
    }
}
