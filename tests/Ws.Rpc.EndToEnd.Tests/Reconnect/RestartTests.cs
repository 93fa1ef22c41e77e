using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.WebSockets;
using System.Threading.Tasks;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Ws.Rpc.EndToEnd.Tests.Probe;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Reconnect;

/// <summary>A client and what becomes of its server, over real sockets.</summary>
public sealed class RestartTests
{
    [Fact]
    public async Task A_server_that_restarts_is_found_again_and_calls_made_meanwhile_complete()
    {
        HubHost first = await HubHost.StartAsync<ProbeHub>();
        await using RpcClient client = Framed.Client(
            first.Address, new RpcClientOptions { Chance = () => 0.05, Reconnect = new RpcReconnectPolicy { Factor = 1.2 } });
        Task reconnecting = WhenReconnecting(client);
        Task<RpcReconnected> reconnected = WhenReconnected(client);
        await client.ConnectAsync().Within();
        IProbeHub hub = client.GetHub<IProbeHub>();
        Assert.Equal(3, await hub.AddAsync(1, 2).Within());

        await first.DisposeAsync();
        await reconnecting.Within();
        Task<int>[] calls = [.. Enumerable.Range(0, 20).Select(i => hub.AddAsync(i, 1).AsTask())];
        await using HubHost second = await HubHost.StartAsync<ProbeHub>(port: first.Address.Port);

        Assert.Equal(Enumerable.Range(1, 20), await Task.WhenAll(calls).Within());
        Assert.False((await reconnected.Within()).Resumed);
        Assert.Equal(RpcClientState.Connected, client.State);
    }

    [Fact]
    public async Task A_session_goes_on_behind_a_loss_and_nobody_notices()
    {
        await using HubHost host = await HubHost.StartAsync<ProbeHub>();
        var handler = new ProbeClient();
        var sockets = new Stack<ClientWebSocket>();
        await using RpcClient client = Framed.Client(host.Address, new RpcClientOptions
        {
            Chance = () => 0,
            ConnectSocket = async (uri, cancellationToken) =>
            {
                sockets.Push(new ClientWebSocket());
                await sockets.Peek().ConnectAsync(uri, cancellationToken);
                return sockets.Peek();
            },
        });
        using IDisposable registration = client.Handle<IProbeClient>(handler);
        Task<RpcReconnected> reconnected = WhenReconnected(client);
        await client.ConnectAsync().Within();
        string? id = client.ConnectionId;
        IProbeHub hub = client.GetHub<IProbeHub>();
        Task<int> underWay = hub.WalkAsync(-1).AsTask();
        Assert.Equal(3, await hub.AddAsync(1, 2).Within());

        sockets.Peek().Abort();
        Assert.True((await reconnected.Within()).Resumed);
        Assert.False(underWay.IsCompleted);
        host.Probe.Gate.SetResult();

        await underWay.Within();
        await hub.TellCallerAsync("still here").Within();
        Assert.Equal("still here", await handler.NextAsync());
        Assert.Equal(id, client.ConnectionId);
    }

    [Fact]
    public async Task A_session_that_the_server_no_longer_keeps_is_lost()
    {
        await using HubHost host = await HubHost.StartAsync<ProbeHub>(options => options.Resume = null);
        await using RpcClient client = Framed.Client(host.Address, new RpcClientOptions { Chance = () => 0 });
        Task<RpcReconnected> reconnected = WhenReconnected(client);
        await client.ConnectAsync().Within();
        IProbeHub hub = client.GetHub<IProbeHub>();
        Task<int> underWay = hub.WalkAsync(-1).AsTask();
        Task left = hub.LeaveAsync(4408, "lost").AsTask();

        Assert.False((await reconnected.Within()).Resumed);

        RpcSessionLostException loss = await Assert.ThrowsAsync<RpcSessionLostException>(() => underWay.Within());
        Assert.Equal((RpcDisconnectReason.HeartbeatLost, 4408), (loss.Disconnect!.Reason, loss.Disconnect.CloseCode));
        await left.Within();
        Assert.Equal(3, await hub.AddAsync(1, 2).Within());
    }

    private static Task WhenReconnecting(RpcClient client)
    {
        var reconnecting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        client.Reconnecting += (_, _) => reconnecting.TrySetResult();
        return reconnecting.Task;
    }

    private static Task<RpcReconnected> WhenReconnected(RpcClient client)
    {
        var reconnected = new TaskCompletionSource<RpcReconnected>(TaskCreationOptions.RunContinuationsAsynchronously);
        client.Reconnected += (_, connection) => reconnected.TrySetResult(connection);
        return reconnected.Task;
    }
}
