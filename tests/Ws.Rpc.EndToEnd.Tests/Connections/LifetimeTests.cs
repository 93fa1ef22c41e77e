using System;
using System.Threading.Tasks;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Ws.Rpc.EndToEnd.Tests.Probe;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Connections;

/// <summary>How connections begin and end, as both sides see it.</summary>
public sealed class LifetimeTests
{
    [Fact]
    public async Task Connection_is_closed_with_1011_when_the_hub_throws_at_its_beginning()
    {
        await using HubHost host = await HubHost.StartAsync<ProbeHub>();
        host.Probe.OnConnected = static _ => throw new InvalidOperationException("a secret");
        host.Probe.OnDisconnected = (_, _) => throw new InvalidOperationException("never told of whom it did not accept");
        await using RawClient client = await RawClient.ConnectAsync(host.Address);

        (int code, string text) = await client.ReceiveCloseAsync();

        Assert.Equal(1011, code);
        Assert.Equal("Internal error", text);
    }

    [Fact]
    public async Task Waiting_calls_are_not_run_when_the_hub_throws_at_the_beginning()
    {
        await using HubHost host = await HubHost.StartAsync<ProbeHub>();
        var fail = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Probe.OnConnected = async _ =>
        {
            await fail.Task;
            throw new InvalidOperationException("a secret");
        };
        await using RawClient client = await RawClient.ConnectAsync(host.Address);
        await client.SendAsync("""{"jsonrpc":"2.0","method":"note","params":[1]}""");
        await client.SendAsync("""{"jsonrpc":"2.0","id":"read","method":"$/unknown"}""");
        await client.ReceiveAsync();

        fail.SetResult();

        Assert.Equal(1011, (await client.ReceiveCloseAsync()).Code);
        Assert.Empty(host.Probe.Started);
    }

    [Fact]
    public async Task Hub_is_told_that_the_client_closed_when_it_does()
    {
        await using HubHost host = await StartAsync();
        RpcClient client = await host.ConnectAsync();

        await client.DisposeAsync().Within();

        Assert.Equal("ClosedByPeer 1000", await host.Probe.NextAsync());
    }

    [Fact]
    public async Task Hub_is_told_that_the_connection_was_lost_when_the_client_vanishes()
    {
        await using HubHost host = await StartAsync();
        RawClient client = await RawClient.ConnectAsync(host.Address);
        await client.AssertSilentAndAliveAsync();

        await client.DisposeAsync();

        Assert.Equal("ConnectionLost 1006", await host.Probe.NextAsync());
    }

    [Fact]
    public async Task Both_sides_are_told_the_reason_when_the_hub_disconnects()
    {
        await using HubHost host = await StartAsync();
        var closed = new TaskCompletionSource<RpcDisconnect>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using RpcClient client = await host.ConnectAsync();
        client.Closed += (_, disconnect) => closed.SetResult(disconnect);

        await client.GetHub<IProbeHub>().LeaveAsync(4503, "not you").Within();

        RpcDisconnect end = await closed.Task.Within();
        Assert.Equal((RpcDisconnectReason.Forbidden, 4503, "not you"), (end.Reason, end.CloseCode, end.Description));
        Assert.Equal("ClosedLocally 4503", await host.Probe.NextAsync());
    }

    [Fact]
    public async Task Other_clients_can_be_told_when_one_has_gone()
    {
        await using HubHost host = await HubHost.StartAsync<ProbeHub>();
        host.Probe.OnDisconnected = static (hub, _) => hub.Clients.Others.ToldAsync("one has gone");
        var handler = new ProbeClient();
        await using RpcClient stays = await host.ConnectAsync(handler: handler);
        RpcClient goes = await host.ConnectAsync();

        await goes.DisposeAsync().Within();

        Assert.Equal("one has gone", await handler.NextAsync());
    }

    [Fact]
    public async Task Clients_are_closed_within_a_moment_when_the_server_stops()
    {
        await using HubHost host = await HubHost.StartAsync<ProbeHub>(
            static options => options.DrainTimeout = TimeSpan.FromMilliseconds(200));
        await using RawClient raw = await RawClient.ConnectAsync(host.Address);
        await raw.AssertSilentAndAliveAsync();
        var closed = new TaskCompletionSource<RpcDisconnect>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using RpcClient client = await host.ConnectAsync(new RpcClientOptions { Reconnect = null });
        client.Closed += (_, disconnect) => closed.SetResult(disconnect);
        Task waiting = client.GetHub<IProbeHub>().WaitAsync().AsTask();
        Assert.Equal("waiting", await host.Probe.NextAsync());
        long begin = TimeProvider.System.GetTimestamp();

        Task stopping = host.StopAsync();

        Assert.Equal(1001, (await raw.ReceiveCloseAsync()).Code);
        Assert.Equal(1012, (await closed.Task.Within()).CloseCode);
        RpcSessionLostException lost = await Assert.ThrowsAsync<RpcSessionLostException>(() => waiting.Within());
        Assert.Equal(1012, lost.Disconnect!.CloseCode);
        await raw.DisposeAsync();
        await stopping;

        // The raw client never answers the close frame: what waits for it has a deadline.
        Assert.InRange(TimeProvider.System.GetElapsedTime(begin).TotalSeconds, 0, 10);
    }

    [Fact]
    public async Task Server_stops_within_a_moment_when_a_hub_still_lets_a_client_in()
    {
        await using HubHost host = await HubHost.StartAsync<ProbeHub>();
        host.Probe.OnConnected = async hub =>
        {
            host.Probe.Tell("connecting");
            var aborted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using (hub.Context.Aborted.Register(aborted.SetResult))
            {
                await aborted.Task;
            }
        };
        await using RawClient client = await RawClient.ConnectAsync(host.Address);
        Assert.Equal("connecting", await host.Probe.NextAsync());

        Task stopping = host.StopAsync();

        Assert.Equal(1001, (await client.ReceiveCloseAsync()).Code);
        await client.DisposeAsync();
        await stopping;
    }

    [Fact]
    public async Task Client_connects_again_when_its_connection_is_over()
    {
        await using HubHost host = await StartAsync();
        await using RpcClient client = await host.ConnectAsync();
        IProbeHub hub = client.GetHub<IProbeHub>();
        string? first = client.ConnectionId;

        await client.CloseAsync().Within();
        await Assert.ThrowsAsync<RpcConnectionException>(() => hub.EchoAsync("x").Within());
        await client.ConnectAsync().Within();

        Assert.Equal("x", await hub.EchoAsync("x").Within());
        Assert.NotEqual(first, client.ConnectionId);
    }

    [Fact]
    public async Task Client_says_that_nobody_listens_when_the_address_is_wrong()
    {
        HubHost host = await StartAsync();
        Uri address = host.Address;
        await host.DisposeAsync();
        await using RpcClient client = Framed.Client(address);

        RpcConnectionException exception = await Assert.ThrowsAsync<RpcConnectionException>(() => client.ConnectAsync().Within());

        Assert.Null(exception.StatusCode);
        Assert.Equal(RpcClientState.Disconnected, client.State);
    }

    [Fact]
    public async Task Client_says_the_status_when_the_server_refuses_the_handshake()
    {
        await using HubHost host = await StartAsync();
        await using RpcClient client = Framed.Client(new Uri(host.Address, "/elsewhere"));

        RpcConnectionException exception = await Assert.ThrowsAsync<RpcConnectionException>(() => client.ConnectAsync().Within());

        Assert.Equal(System.Net.HttpStatusCode.NotFound, exception.StatusCode);
    }

    private static async Task<HubHost> StartAsync()
    {
        HubHost host = await HubHost.StartAsync<ProbeHub>();
        host.Probe.OnDisconnected = (_, disconnect) =>
        {
            host.Probe.Tell($"{disconnect.Reason} {disconnect.CloseCode}");
            return default;
        };
        return host;
    }
}
