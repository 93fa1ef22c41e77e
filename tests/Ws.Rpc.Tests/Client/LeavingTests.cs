using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using Ws.Rpc.Sessions;
using Ws.Rpc.Tests.Sessions;
using Ws.Rpc.Tests.Transports;
using Ws.Rpc.Tests.Twin;
using Xunit;

namespace Ws.Rpc.Tests.Client;

/// <summary>A server that says that it will leave (protocol section 8).</summary>
public sealed class LeavingTests
{
    private static readonly RpcClientOptions s_atOnce = new() { Chance = () => 0 };

    [Fact]
    public async Task The_client_connects_anew_before_it_leaves_and_what_is_under_way_completes()
    {
        await using var server = new LoopbackServer();
        await using RpcClient client = server.NewClient(s_atOnce);
        var events = new EventLog(client);
        var answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Hub.Echo = (_, _) => answer.Task;
        await client.ConnectAsync().Within();
        RpcSession old = await server.NextSessionAsync();
        ITwinHub hub = client.GetHub<ITwinHub>();
        Task<string> underWay = hub.EchoAsync("x");
        Assert.Equal(3, await hub.AddAsync(1, 2).Within());

        server.SayGoodbye("""{"reason":"draining","deadline":60000,"retryAfter":2000,"url":null}""");

        RpcReconnecting attempt = await events.NextAsync<RpcReconnecting>();
        Assert.Equal(
            new RpcDisconnect(RpcDisconnectReason.ServerGoingAway, 1012, "draining"), attempt.Disconnect);
        await events.NextAsync<RpcReconnected>();
        RpcSession next = await server.NextSessionAsync();
        Assert.NotNull(old.Connection);
        Assert.Equal(3, await hub.AddAsync(1, 2).Within());
        Assert.False(underWay.IsCompleted);
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        old.Ended.Register(left.SetResult);
        answer.SetResult("answered");

        Assert.Equal("answered", await underWay.Within());
        await left.Task.Within();
        Assert.NotNull(next.Connection);
        Assert.Equal("c2", client.ConnectionId);
    }

    [Fact]
    public async Task What_is_under_way_at_the_deadline_is_lost()
    {
        await using var server = new LoopbackServer();
        var time = new FakeTimeProvider();
        await using RpcClient client = server.NewClient(s_atOnce with { TimeProvider = time });
        var events = new EventLog(client);
        await client.ConnectAsync().Within();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Hub.Delay = async (_, token) =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, token);
        };
        Task underWay = client.GetHub<ITwinHub>().DelayAsync(1, CancellationToken.None).AsTask();
        await begun.Task.Within();
        server.SayGoodbye("""{"deadline":3000}""");
        await events.NextAsync<RpcReconnected>();

        time.Advance(TimeSpan.FromMilliseconds(2900));
        Assert.False(underWay.IsCompleted);
        await AdvanceUntilAsync(time, underWay);

        await Assert.ThrowsAsync<RpcSessionLostException>(() => underWay.Within());
        Assert.Equal(3, await client.GetHub<ITwinHub>().AddAsync(1, 2).Within());
    }

    [Fact]
    public async Task Closing_ends_the_connection_that_is_left_too()
    {
        await using var server = new LoopbackServer();
        RpcClient client = server.NewClient(s_atOnce);
        var events = new EventLog(client);
        await client.ConnectAsync().Within();
        Task underWay = client.GetHub<ITwinHub>().DelayAsync(1, CancellationToken.None).AsTask();
        server.SayGoodbye("""{"deadline":60000}""");
        await events.NextAsync<RpcReconnected>();

        await client.DisposeAsync().Within();

        RpcConnectionException end = await Assert.ThrowsAsync<RpcConnectionException>(() => underWay.Within());
        Assert.Equal(RpcDisconnectReason.ClosedLocally, end.Disconnect!.Reason);
    }

    [Fact]
    public async Task The_server_is_left_within_the_time_that_it_gives()
    {
        await using var server = new LoopbackServer();
        await using RpcClient client = server.NewClient(
            new RpcClientOptions { TimeProvider = new FakeTimeProvider(), Chance = () => 0.25 });
        var events = new EventLog(client);
        await client.ConnectAsync().Within();

        server.SayGoodbye("""{"retryAfter":2000}""");

        Assert.Equal(TimeSpan.FromMilliseconds(500), (await events.NextAsync<RpcReconnecting>()).Delay);
    }

    [Fact]
    public async Task A_client_that_never_reconnects_stays_until_the_server_closes()
    {
        await using var server = new LoopbackServer();
        await using RpcClient client = server.NewClient(s_atOnce with { Reconnect = null });
        var events = new EventLog(client);
        await client.ConnectAsync().Within();

        server.SayGoodbye("""{"deadline":0,"retryAfter":0}""");
        Assert.Equal(3, await client.GetHub<ITwinHub>().AddAsync(1, 2).Within());
        server.Close(1012);

        Assert.Equal(RpcDisconnectReason.ServerGoingAway, (await events.NextAsync<RpcDisconnect>()).Reason);
        Assert.Equal(1, server.Attempts);
    }

    [Theory]
    [InlineData("""{"reason":"r","deadline":1500,"retryAfter":20,"url":"ws://elsewhere"}""", "r", 1500, 20)]
    [InlineData("""{}""", "", 0, 0)]
    [InlineData("""[]""", "", 0, 0)]
    [InlineData("""["r",1,2]""", "r", 1, 2)]
    [InlineData("""{"reason":5,"deadline":"x","retryAfter":[1]}""", "", 0, 0)]
    [InlineData("""{"deadline":-1,"retryAfter":1e300}""", "", 0, 600_000)]
    public async Task Whatever_a_goodbye_says_it_is_one(string parameters, string reason, int deadline, int retryAfter)
    {
        await using var scripted = new ScriptedSession();
        var heard = new TaskCompletionSource<SessionGoodbye>(TaskCreationOptions.RunContinuationsAsynchronously);
        scripted.Session.GoingAway = heard.SetResult;

        await scripted.TellAsync($$"""{"jsonrpc":"2.0","method":"$/session/close","params":{{parameters}}}""");

        Assert.Equal(
            new SessionGoodbye(reason, TimeSpan.FromMilliseconds(deadline), TimeSpan.FromMilliseconds(retryAfter)),
            await heard.Task.Within());
        await scripted.AssertSilentAsync();
    }

    private static async Task AdvanceUntilAsync(FakeTimeProvider time, Task task)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!task.IsCompleted)
        {
            limit.Token.ThrowIfCancellationRequested();
            time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }
    }
}
