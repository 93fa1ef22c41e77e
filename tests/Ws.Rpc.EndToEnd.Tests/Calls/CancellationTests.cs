using System;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Ws.Rpc.EndToEnd.Tests.Probe;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Calls;

public sealed class CancellationTests
{
    [Fact]
    public async Task Handler_is_cancelled_when_its_caller_cancels()
    {
        await using HubHost host = await HubHost.StartAsync<ProbeHub>();
        await using RpcClient client = await host.ConnectAsync();
        using var cancellation = new CancellationTokenSource();
        Task waiting = client.GetHub<IProbeHub>().WaitAsync(cancellation.Token).AsTask();
        Assert.Equal("waiting", await host.Probe.NextAsync());

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.Within());
        Assert.Equal("cancelled", await host.Probe.NextAsync());
    }

    [Fact]
    public async Task Handler_is_cancelled_when_its_client_goes()
    {
        await using HubHost host = await HubHost.StartAsync<ProbeHub>();
        RpcClient client = await host.ConnectAsync();
        Task waiting = client.GetHub<IProbeHub>().WaitAsync().AsTask();
        Assert.Equal("waiting", await host.Probe.NextAsync());

        await client.DisposeAsync().Within();

        await Assert.ThrowsAsync<RpcConnectionException>(() => waiting.Within());
        Assert.Equal("cancelled", await host.Probe.NextAsync());
    }

    [Fact]
    public async Task Handler_of_a_client_is_cancelled_when_the_server_cancels()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var handler = new ProbeClient
        {
            Confirm = async (_, cancellationToken) =>
            {
                await using CancellationTokenRegistration hook = cancellationToken.Register(() => cancelled.TrySetResult());
                asked.SetResult();
                await cancelled.Task;
                throw new OperationCanceledException(cancellationToken);
            },
        };
        await using HubHost host = await HubHost.StartAsync<ProbeHub>();
        await using RpcClient client = await host.ConnectAsync(handler: handler);
        using var cancellation = new CancellationTokenSource();
        Task asking = client.GetHub<IProbeHub>().AskCallerAsync("sure?", cancellation.Token).AsTask();
        await asked.Task.Within();

        // To the hub first, whose own call to us is then cancelled in turn.
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking.Within());
        await cancelled.Task.Within();
    }

    [Fact]
    public async Task Call_is_not_sent_when_it_is_cancelled_before()
    {
        await using HubHost host = await HubHost.StartAsync<ProbeHub>();
        await using RpcClient client = await host.ConnectAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => client.GetHub<IProbeHub>().WaitAsync(new CancellationToken(canceled: true)).Within());

        client.GetHub<IProbeHub>().Note(1);
        await client.GetHub<IProbeHub>().EchoAsync("x").Within();
        Assert.Equal([1], host.Probe.Started);
    }
}
