using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using Ws.Rpc.Tests.Transports;
using Ws.Rpc.Tests.Twin;
using Xunit;

namespace Ws.Rpc.Tests.Client;

/// <summary>What a client does about its connection; no attempt waits, unless the test says so.</summary>
public sealed class ClientReconnectTests
{
    private static readonly RpcClientOptions s_atOnce = new() { Chance = () => 0 };

    [Fact]
    public async Task A_lost_connection_is_made_again_and_everybody_is_told()
    {
        await using var server = new LoopbackServer();
        await using RpcClient client = server.NewClient(s_atOnce);
        var events = new EventLog(client);
        await client.ConnectAsync().Within();
        Assert.Equal("c1", client.ConnectionId);

        server.Cut();

        Assert.Equal(RpcClientState.Connecting, await events.NextAsync());
        Assert.Equal(RpcClientState.Connected, await events.NextAsync());
        Assert.Equal(RpcClientState.Reconnecting, await events.NextAsync());
        var attempt = Assert.IsType<RpcReconnecting>(await events.NextAsync());
        Assert.Equal((1, TimeSpan.Zero), (attempt.Attempt, attempt.Delay));
        Assert.Equal(RpcDisconnectReason.ConnectionLost, attempt.Disconnect.Reason);
        Assert.Equal(RpcClientState.Connected, await events.NextAsync());
        Assert.Equal(new RpcReconnected(Resumed: false), await events.NextAsync());
        Assert.Equal(3, await client.GetHub<ITwinHub>().AddAsync(1, 2).Within());
        Assert.Equal(("c2", RpcClientState.Connected), (client.ConnectionId, client.State));
    }

    [Fact]
    public async Task The_server_calls_back_on_the_new_connection()
    {
        await using var server = new LoopbackServer();
        await using RpcClient client = server.NewClient(s_atOnce);
        var poked = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        using IDisposable registration = client.Handle<ITwinCallback>(new TwinCallback { OnPoked = poked.SetResult });
        var events = new EventLog(client);
        await client.ConnectAsync().Within();
        server.Cut();
        await events.NextAsync<RpcReconnected>();

        Sessions.TestSessions.CallbackOf(server.Session!).Poked("again");

        Assert.Equal("again", await poked.Task.Within());
    }

    [Fact]
    public async Task Calls_made_without_a_connection_wait_and_are_sent_in_their_order()
    {
        await using var server = new LoopbackServer();
        await using RpcClient client = server.NewClient(s_atOnce);
        var reached = new List<int>();
        server.Hub.Add = (left, _) =>
        {
            reached.Add(left);
            return new(left);
        };
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var reconnecting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        client.Reconnecting += (_, _) =>
        {
            reconnecting.SetResult();
            held.Task.Wait();
        };
        await client.ConnectAsync().Within();
        server.Cut();
        await reconnecting.Task.Within();

        ITwinHub hub = client.GetHub<ITwinHub>();
        Task<int>[] calls = [.. Enumerable.Range(0, 100).Select(i => hub.AddAsync(i, 0).AsTask())];
        Task ping = hub.PingAsync().AsTask();
        hub.Poke("dropped");
        Assert.All(calls, call => Assert.False(call.IsCompleted));
        held.SetResult();

        Assert.Equal(Enumerable.Range(0, 100), await Task.WhenAll(calls).Within());
        await ping.Within();
        Assert.Equal(Enumerable.Range(0, 100), reached);
    }

    [Fact]
    public async Task Calls_made_while_the_first_connection_is_made_wait_too()
    {
        await using var server = new LoopbackServer();
        await using RpcClient client = server.NewClient(s_atOnce);
        Task<int>? call = null;
        client.StateChanged += (_, state) => call ??= Task.Run(() => client.GetHub<ITwinHub>().AddAsync(1, 2).AsTask());
        server.Hub.Add = (left, right) => new(left + right);
        server.Refuse = _ =>
        {
            SpinWait.SpinUntil(() => call!.Status == TaskStatus.WaitingForActivation, TimeSpan.FromSeconds(10));
            return null;
        };

        await client.ConnectAsync().Within();

        Assert.Equal(3, await call!.Within());
    }

    [Fact]
    public async Task Calls_made_without_a_connection_fail_where_they_may_not_wait()
    {
        await using var server = new LoopbackServer { Refuse = attempt => attempt == 1 ? null : new RpcConnectionException("down") };
        var time = new FakeTimeProvider();
        await using RpcClient client = server.NewClient(new RpcClientOptions
        {
            TimeProvider = time,
            Chance = () => 0.5,
            WhileDisconnected = RpcWhileDisconnected.Fail,
        });
        var events = new EventLog(client);
        await client.ConnectAsync().Within();
        server.Cut();
        await events.NextAsync<RpcReconnecting>();

        ITwinHub hub = client.GetHub<ITwinHub>();

        await Assert.ThrowsAsync<RpcConnectionException>(() => hub.AddAsync(1, 2).Within());
        await Assert.ThrowsAsync<RpcConnectionException>(() => hub.PingAsync().Within());
        await Assert.ThrowsAsync<RpcConnectionException>(() => hub.ListAsync(3).GetAsyncEnumerator().MoveNextAsync().Within());
    }

    [Fact]
    public async Task A_call_waits_no_longer_than_its_timeout_or_its_token()
    {
        await using var server = new LoopbackServer { Refuse = attempt => attempt == 1 ? null : new RpcConnectionException("down") };
        var time = new FakeTimeProvider();
        await using RpcClient client = server.NewClient(new RpcClientOptions
        {
            TimeProvider = time,
            Chance = () => 0.5,
            CallTimeout = TimeSpan.FromSeconds(7),
            MaxWaitingCalls = 2,
        });
        var events = new EventLog(client);
        await client.ConnectAsync().Within();
        server.Cut();
        await events.NextAsync<RpcReconnecting>();
        ITwinHub hub = client.GetHub<ITwinHub>();
        using var cancel = new CancellationTokenSource();

        Task<int> call = hub.AddAsync(1, 2).AsTask();
        Task<string> cancelled = hub.EchoAsync("x", cancel.Token);
        RpcException full = await Assert.ThrowsAsync<RpcException>(() => hub.PingAsync().Within());
        Assert.Equal(RpcErrorCode.Unavailable, full.Code);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.Within());
        time.Advance(TimeSpan.FromSeconds(7));

        Assert.Equal(TimeSpan.FromSeconds(7), (await Assert.ThrowsAsync<RpcTimeoutException>(() => call.Within())).Timeout);
    }

    [Fact]
    public async Task Calls_in_flight_are_lost_but_for_those_that_may_run_twice()
    {
        await using var server = new LoopbackServer();
        await using RpcClient client = server.NewClient(s_atOnce);
        var begun = new CountdownEvent(2);
        int echoes = 0;
        server.Hub.Echo = async (text, token) =>
        {
            if (Interlocked.Increment(ref echoes) == 1)
            {
                begun.Signal();
                await Task.Delay(Timeout.Infinite, token);
            }

            return text;
        };
        server.Hub.Delay = async (_, token) =>
        {
            begun.Signal();
            await Task.Delay(Timeout.Infinite, token);
        };
        await client.ConnectAsync().Within();
        ITwinHub hub = client.GetHub<ITwinHub>();
        Task<string> repeated = hub.EchoAsync("twice");
        Task lost = hub.DelayAsync(1, CancellationToken.None).AsTask();
        await Task.Run(begun.Wait).Within();

        server.Cut();

        RpcSessionLostException loss = await Assert.ThrowsAsync<RpcSessionLostException>(() => lost.Within());
        Assert.Equal(RpcDisconnectReason.ConnectionLost, loss.Disconnect!.Reason);
        Assert.Equal("twice", await repeated.Within());
        Assert.Equal(2, echoes);
    }

    [Fact]
    public async Task A_call_that_may_run_twice_keeps_its_own_time()
    {
        await using var server = new LoopbackServer { Refuse = attempt => attempt == 1 ? null : new RpcConnectionException("down") };
        var time = new FakeTimeProvider();
        await using RpcClient client = server.NewClient(new RpcClientOptions
        {
            TimeProvider = time,
            Chance = () => 0.5,
            CallTimeout = TimeSpan.FromSeconds(7),
        });
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Hub.Echo = async (text, token) =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, token);
            return text;
        };
        var events = new EventLog(client);
        await client.ConnectAsync().Within();
        Task<string> call = client.GetHub<ITwinHub>().EchoAsync("x");
        await begun.Task.Within();
        time.Advance(TimeSpan.FromSeconds(6));
        server.Cut();
        await events.NextAsync<RpcReconnecting>();
        Assert.False(call.IsCompleted);

        time.Advance(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAsync<RpcTimeoutException>(() => call.Within());
    }

    [Fact]
    public async Task A_stream_that_states_positions_goes_on_and_another_is_lost()
    {
        await using var server = new LoopbackServer();
        await using RpcClient client = server.NewClient(s_atOnce);
        server.Hub.List = StatedAsync;
        await client.ConnectAsync().Within();
        ITwinHub hub = client.GetHub<ITwinHub>();
        var stated = (IRpcResumable<int>)hub.ListAsync(1);
        List<int> items = [];
        await foreach (int item in stated)
        {
            items.Add(item);
            if (item % 10 == 9)
            {
                server.Cut();
            }
        }

        Assert.Equal(Enumerable.Range(0, 45), items);
        Assert.Equal("45", stated.Cursor);

        await using IAsyncEnumerator<int> silent = await BeginAsync(hub);
        server.Cut();
        await Assert.ThrowsAsync<RpcSessionLostException>(async () =>
        {
            while (await silent.MoveNextAsync().Within())
            {
            }
        });
    }

    // The last cut may still be on its way: what was begun before it is lost.
    private static async Task<IAsyncEnumerator<int>> BeginAsync(ITwinHub hub)
    {
        while (true)
        {
            IAsyncEnumerator<int> items = hub.ListAsync(0).GetAsyncEnumerator();
            try
            {
                Assert.True(await items.MoveNextAsync().Within());
                return items;
            }
            catch (RpcSessionLostException)
            {
                await items.DisposeAsync();
            }
        }
    }

    [Theory]
    [InlineData(1000, RpcDisconnectReason.ClosedByPeer)]
    [InlineData(4503, RpcDisconnectReason.Forbidden)]
    [InlineData(4526, RpcDisconnectReason.VersionNotServed)]
    public async Task A_close_that_is_final_ends_the_client(int code, RpcDisconnectReason reason)
    {
        await using var server = new LoopbackServer();
        await using RpcClient client = server.NewClient(s_atOnce);
        var events = new EventLog(client);
        await client.ConnectAsync().Within();

        server.Close(code);

        RpcDisconnect end = await events.NextAsync<RpcDisconnect>();
        Assert.Equal((reason, code, $"code {code}"), (end.Reason, end.CloseCode, end.Description));
        Assert.Equal(RpcClientState.Disconnected, client.State);
        Assert.Equal(1, server.Attempts);
        RpcConnectionException failure =
            await Assert.ThrowsAsync<RpcConnectionException>(() => client.GetHub<ITwinHub>().AddAsync(1, 2).Within());
        Assert.Equal(end, failure.Disconnect);
    }

    [Fact]
    public async Task Expired_credentials_are_refreshed_once()
    {
        await using var server = new LoopbackServer();
        await using RpcClient client = server.NewClient(s_atOnce);
        var events = new EventLog(client);
        await client.ConnectAsync().Within();

        server.Close(4401);
        Assert.Equal(RpcDisconnectReason.CredentialsExpired, (await events.NextAsync<RpcReconnecting>()).Disconnect.Reason);
        await events.NextAsync<RpcReconnected>();
        server.Close(4401);

        Assert.Equal(RpcDisconnectReason.CredentialsExpired, (await events.NextAsync<RpcDisconnect>()).Reason);
        Assert.Equal(2, server.Attempts);
    }

    [Fact]
    public async Task A_server_that_accepts_and_drops_is_not_stormed()
    {
        await using var server = new LoopbackServer();
        var time = new FakeTimeProvider();
        await using RpcClient client = server.NewClient(new RpcClientOptions
        {
            TimeProvider = time,
            Reconnect = new RpcReconnectPolicy { Delay = _ => TimeSpan.Zero },
        });
        var events = new EventLog(client);
        await client.ConnectAsync().Within();
        for (int attempt = 1; attempt <= 5; attempt++)
        {
            server.Cut();
            Assert.Equal(attempt, (await events.NextAsync<RpcReconnecting>()).Attempt);
            await events.NextAsync<RpcReconnected>();
        }

        time.Advance(TimeSpan.FromSeconds(10));
        server.Cut();
        Assert.Equal(1, (await events.NextAsync<RpcReconnecting>()).Attempt);
    }

    [Fact]
    public async Task A_client_gives_up_after_as_many_attempts_as_it_may_make()
    {
        var down = new RpcConnectionException("down");
        await using var server = new LoopbackServer { Refuse = attempt => attempt == 1 ? null : down };
        await using RpcClient client = server.NewClient(s_atOnce with { Reconnect = new RpcReconnectPolicy { MaxAttempts = 3 } });
        var events = new EventLog(client);
        await client.ConnectAsync().Within();

        server.Cut();

        RpcDisconnect end = await events.NextAsync<RpcDisconnect>();
        Assert.Equal((RpcDisconnectReason.AttemptsExhausted, 1006), (end.Reason, end.CloseCode));
        Assert.Same(down, end.Exception);
        Assert.Equal(4, server.Attempts);
    }

    [Fact]
    public async Task A_refusal_that_is_final_ends_the_attempts()
    {
        await using var server = new LoopbackServer
        {
            Refuse = attempt => attempt switch
            {
                1 => null,
                2 => new RpcConnectionException("down"),
                _ => new RpcConnectionException("no") { StatusCode = HttpStatusCode.NotFound },
            },
        };
        await using RpcClient client = server.NewClient(s_atOnce);
        var events = new EventLog(client);
        await client.ConnectAsync().Within();

        server.Cut();

        Assert.Equal(RpcDisconnectReason.HandshakeRefused, (await events.NextAsync<RpcDisconnect>()).Reason);
        Assert.Equal(3, server.Attempts);
    }

    [Fact]
    public async Task A_policy_that_throws_ends_the_client_and_says_so()
    {
        await using var server = new LoopbackServer();
        await using RpcClient client = server.NewClient(s_atOnce with
        {
            Reconnect = new RpcReconnectPolicy { Delay = _ => throw new InvalidOperationException("rude") },
        });
        var events = new EventLog(client);
        await client.ConnectAsync().Within();

        server.Cut();

        Assert.IsType<InvalidOperationException>((await events.NextAsync<RpcDisconnect>()).Exception);
        Assert.Equal(RpcClientState.Disconnected, client.State);
    }

    [Fact]
    public async Task The_first_connection_is_tried_once_unless_the_options_say_more()
    {
        await using var server = new LoopbackServer { Refuse = attempt => attempt < 4 ? new RpcConnectionException("down") : null };
        await using RpcClient once = server.NewClient(s_atOnce);
        await Assert.ThrowsAsync<RpcConnectionException>(() => once.ConnectAsync().Within());
        Assert.Equal(1, server.Attempts);

        await using RpcClient often = server.NewClient(s_atOnce with { RetryFirstConnect = true });
        await often.ConnectAsync().Within();

        Assert.Equal(4, server.Attempts);
        Assert.Equal(3, await often.GetHub<ITwinHub>().AddAsync(1, 2).Within());
    }

    [Fact]
    public async Task Closing_ends_the_waiting_for_the_next_attempt_at_once()
    {
        await using var server = new LoopbackServer { Refuse = attempt => attempt == 1 ? null : new RpcConnectionException("down") };
        await using RpcClient client = server.NewClient(
            new RpcClientOptions { TimeProvider = new FakeTimeProvider(), Chance = () => 0.5 });
        var events = new EventLog(client);
        await client.ConnectAsync().Within();
        server.Cut();
        await events.NextAsync<RpcReconnecting>();
        Task<int> waiting = client.GetHub<ITwinHub>().AddAsync(1, 2).AsTask();

        await client.CloseAsync().Within();

        await Assert.ThrowsAsync<RpcConnectionException>(() => waiting.Within());
        Assert.Equal(
            [RpcClientState.Disconnected, new RpcDisconnect(RpcDisconnectReason.ClosedLocally, 1000, "Closed by this side.")],
            events.Rest());
        server.Refuse = _ => null;
        await client.ConnectAsync().Within();
        Assert.Equal(3, await client.GetHub<ITwinHub>().AddAsync(1, 2).Within());
    }

    [Fact]
    public async Task Closing_ends_the_first_connecting_too()
    {
        await using var server = new LoopbackServer { Opening = "" };
        await using RpcClient client = server.NewClient(s_atOnce);
        var events = new EventLog(client);
        Task connecting = client.ConnectAsync();
        await server.Heard.Within();

        await client.CloseAsync().Within();

        await Assert.ThrowsAsync<RpcConnectionException>(() => connecting.Within());
        Assert.Equal([RpcClientState.Connecting, RpcClientState.Disconnected], events.Rest());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_handler_of_an_event_may_close_the_client_and_wait_for_it(bool dispose)
    {
        await using var server = new LoopbackServer();
        RpcClient client = server.NewClient(s_atOnce);
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        client.Reconnecting += (_, _) =>
        {
            Assert.True((dispose ? client.DisposeAsync().AsTask() : client.CloseAsync()).Wait(TimeSpan.FromSeconds(10)));
            closed.SetResult();
        };
        await client.ConnectAsync().Within();

        server.Cut();

        await closed.Task.Within();
        await client.DisposeAsync().Within();
        Assert.Equal(1, server.Attempts);
    }

    [Fact]
    public async Task Calls_of_many_callers_end_once_each_while_the_connection_comes_and_goes()
    {
        await using var server = new LoopbackServer();
        await using RpcClient client = server.NewClient(s_atOnce);
        var events = new EventLog(client);
        await client.ConnectAsync().Within();
        ITwinHub hub = client.GetHub<ITwinHub>();
        int answered = 0;
        int lost = 0;
        using var enough = new CancellationTokenSource();
        Task[] callers = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (int i = 0; !enough.IsCancellationRequested; i++)
            {
                try
                {
                    Assert.Equal(i + 1, await hub.AddAsync(i, 1).Within());
                    Assert.Equal("x", await hub.EchoAsync("x").Within());
                    Interlocked.Increment(ref answered);
                }
                catch (RpcSessionLostException)
                {
                    Interlocked.Increment(ref lost);
                }
            }
        }))];
        for (int cut = 0; cut < 30; cut++)
        {
            int before = Volatile.Read(ref answered);
            while (Volatile.Read(ref answered) == before)
            {
                await Task.Yield();
            }

            server.Cut();
            await events.NextAsync<RpcReconnected>();
        }

        await enough.CancelAsync();
        await Task.WhenAll(callers).Within();
        Assert.True(lost <= 4 * 30, $"{lost} lost");
    }

    // Five numbers at a time, each with its position, where the position is asked for.
    private static async IAsyncEnumerable<int> StatedAsync(
        int state, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int first = RpcStreamContext.After is { } after ? int.Parse(after, System.Globalization.CultureInfo.InvariantCulture) : 0;
        for (int i = first; i < 45; i++)
        {
            if (state == 1)
            {
                RpcStreamContext.SetCursor($"{i + 1}");
            }

            yield return i;
            if (i % 5 == 4)
            {
                await Task.Yield();
            }
        }

        if (state == 0)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
    }
}
