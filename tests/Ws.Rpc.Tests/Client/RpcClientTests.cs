using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using Ws.Rpc.Tests.Sessions;
using Ws.Rpc.Tests.Transports;
using Ws.Rpc.Tests.Twin;
using Xunit;

namespace Ws.Rpc.Tests.Client;

public sealed class RpcClientTests
{
    [Fact]
    public async Task A_client_connects_calls_serves_and_closes()
    {
        await using var server = new LoopbackServer();
        var states = new List<RpcClientState>();
        var closed = new TaskCompletionSource<RpcDisconnect>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using RpcClient client = server.NewClient();
        client.StateChanged += (_, state) => states.Add(state);
        client.Closed += (_, disconnect) => closed.SetResult(disconnect);
        var poked = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        using IDisposable registration = client.Handle<ITwinCallback>(new TwinCallback { OnPoked = poked.SetResult });

        await client.ConnectAsync().Within();
        Assert.Equal(3, await client.GetHub<ITwinHub>().AddAsync(1, 2).Within());
        TestSessions.CallbackOf(server.Session!).Poked("hello");
        Assert.Equal("hello", await poked.Task.Within());
        await client.CloseAsync().Within();

        Assert.Equal(RpcDisconnectReason.ClosedLocally, (await closed.Task.Within()).Reason);
        Assert.Equal([RpcClientState.Connecting, RpcClientState.Connected, RpcClientState.Disconnected], states);
        await Assert.ThrowsAsync<RpcConnectionException>(() => client.GetHub<ITwinHub>().AddAsync(1, 2).Within());
    }

    [Fact]
    public async Task A_client_may_close_itself_inside_a_callback()
    {
        await using var server = new LoopbackServer();
        await using RpcClient client = server.NewClient();
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using IDisposable registration = client.Handle<ITwinCallback>(new TwinCallback
        {
            Noted = async _ =>
            {
                await client.CloseAsync();
                done.SetResult();
            },
        });
        await client.ConnectAsync().Within();

        await TestSessions.CallbackOf(server.Session!).NotedAsync(new TwinNote(1, "x")).Within();

        await done.Task.Within();
        Assert.Equal(RpcClientState.Disconnected, client.State);
    }

    [Fact]
    public async Task A_client_may_dispose_itself_inside_a_callback_that_calls()
    {
        await using var server = new LoopbackServer();
        RpcClient client = server.NewClient();
        var done = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        using IDisposable registration = client.Handle<ITwinCallback>(new TwinCallback
        {
            Confirm = async (_, _) =>
            {
                int sum = await client.GetHub<ITwinHub>().AddAsync(1, 2);
                await client.DisposeAsync();
                done.SetResult(sum);
                return true;
            },
        });
        await client.ConnectAsync().Within();

        await Assert.ThrowsAsync<RpcConnectionException>(() => TestSessions.CallbackOf(server.Session!).ConfirmAsync("x").Within());

        Assert.Equal(3, await done.Task.Within());
        Assert.Equal(RpcClientState.Disposed, client.State);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.ConnectAsync().Within());
    }

    [Fact]
    public async Task A_client_connects_again_from_the_handler_that_learns_of_the_loss()
    {
        await using var server = new LoopbackServer();
        await using RpcClient client = server.NewClient(new RpcClientOptions { Reconnect = null });
        var again = new TaskCompletionSource<Task>(TaskCreationOptions.RunContinuationsAsynchronously);
        client.Closed += (_, _) => again.TrySetResult(client.ConnectAsync());
        await client.ConnectAsync().Within();

        server.Session!.BeginClose(new RpcDisconnect(RpcDisconnectReason.ClosedLocally, 1012, "restart"), flush: true);

        await (await again.Task.Within()).Within();
        Assert.Equal(3, await client.GetHub<ITwinHub>().AddAsync(1, 2).Within());
        Assert.Equal(RpcClientState.Connected, client.State);
    }

    [Fact]
    public async Task A_client_that_is_closed_as_it_begins_to_connect_does_not()
    {
        await using var server = new LoopbackServer();
        await using RpcClient client = server.NewClient();
        Task closing = Task.CompletedTask;
        client.StateChanged += (_, state) => closing = state == RpcClientState.Connecting ? client.CloseAsync() : closing;

        await Assert.ThrowsAsync<RpcConnectionException>(() => client.ConnectAsync().Within());

        await closing.Within();
        Assert.Equal(RpcClientState.Disconnected, client.State);
    }

    [Fact]
    public async Task A_handler_of_an_event_that_throws_stops_nothing()
    {
        await using var server = new LoopbackServer();
        await using RpcClient client = server.NewClient();
        client.StateChanged += (_, _) => throw new InvalidOperationException("rude");

        await client.ConnectAsync().Within();

        Assert.Equal(3, await client.GetHub<ITwinHub>().AddAsync(1, 2).Within());
    }

    [Fact]
    public async Task A_second_connect_is_refused_while_one_is_at_work()
    {
        await using var server = new LoopbackServer();
        await using RpcClient client = server.NewClient();
        await client.ConnectAsync().Within();

        await Assert.ThrowsAsync<InvalidOperationException>(() => client.ConnectAsync().Within());

        Assert.Equal(RpcClientState.Connected, client.State);
    }

    [Theory]
    [InlineData("\"error\":{\"code\":-32601,\"message\":\"Method not found\"}")]
    [InlineData("\"error\":{\"code\":-32057,\"message\":\"Unsupported version\"}")]
    public async Task A_server_without_sessions_is_spoken_to_plainly(string answer)
    {
        await using var server = new LoopbackServer { Opening = answer };
        await using RpcClient client = server.NewClient();

        await client.ConnectAsync().Within();

        Assert.Null(client.ConnectionId);
        Assert.Equal(RpcClientState.Connected, client.State);
    }

    [Theory]
    [InlineData("\"error\":{\"code\":-32603,\"message\":\"Internal error\"}")]
    [InlineData("\"result\":null")]
    [InlineData("\"result\":{\"version\":2,\"connection\":\"c\"}")]
    [InlineData("\"result\":{\"version\":1,\"connection\":5}")]
    public async Task An_opening_that_goes_wrong_leaves_no_connection(string answer)
    {
        await using var server = new LoopbackServer { Opening = answer };
        await using RpcClient client = server.NewClient();

        await Assert.ThrowsAnyAsync<RpcException>(() => client.ConnectAsync().Within());

        Assert.Equal(RpcClientState.Disconnected, client.State);
        server.Opening = null;
        await client.ConnectAsync().Within();
        Assert.Equal(3, await client.GetHub<ITwinHub>().AddAsync(1, 2).Within());
    }

    [Fact]
    public async Task A_server_that_does_not_open_the_session_in_time_is_given_up()
    {
        var time = new FakeTimeProvider();
        await using var server = new LoopbackServer { Opening = "" };
        await using RpcClient client = server.NewClient(new RpcClientOptions { TimeProvider = time, ConnectTimeout = TimeSpan.FromSeconds(5) });
        Task connecting = client.ConnectAsync();
        await server.Heard.Within();

        time.Advance(TimeSpan.FromSeconds(6));

        await Assert.ThrowsAsync<RpcConnectionException>(() => connecting.Within());
        Assert.Equal(RpcClientState.Disconnected, client.State);
    }

    [Fact]
    public async Task Two_handlers_of_one_name_are_refused_until_the_first_is_gone()
    {
        await using var server = new LoopbackServer();
        await using RpcClient client = server.NewClient();
        IDisposable registration = client.Handle<ITwinCallback>(new TwinCallback());

        Assert.Throws<InvalidOperationException>(() => client.Handle<ITwinCallback>(new TwinCallback()));

        registration.Dispose();
        registration.Dispose();
        client.Handle<ITwinCallback>(new TwinCallback()).Dispose();
    }

    [Fact]
    public async Task Calls_in_flight_end_when_the_client_is_disposed()
    {
        await using var server = new LoopbackServer();
        RpcClient client = server.NewClient();
        await client.ConnectAsync().Within();
        Task call = client.GetHub<ITwinHub>().DelayAsync(1, CancellationToken.None).AsTask();

        await client.DisposeAsync().Within();

        await Assert.ThrowsAsync<RpcConnectionException>(() => call.Within());
        await client.DisposeAsync().Within();
    }
}
