using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Ws.Rpc.Chaos.Hubs;
using Xunit;

namespace Ws.Rpc.Chaos.Scenarios;

[Collection(ChaosCollection.Name)]
public sealed class RestartTests
{
    private const int Connections = 1_000;
    private const int Calls = 500;

    [Fact]
    public async Task Server_told_to_stop_under_load_says_goodbye_to_all_and_exits_in_time()
    {
        await using ServerProcess server = await ServerProcess.StartAsync();
        List<RpcClient> clients = [];
        List<Task<RpcDisconnect>> ends = [];
        for (int i = 0; i < Connections; i++)
        {
            RpcClient client = new(server.Address);
            TaskCompletionSource<RpcDisconnect> end = new(TaskCreationOptions.RunContinuationsAsynchronously);
            client.Closed += (_, disconnect) => end.TrySetResult(disconnect);
            clients.Add(client);
            ends.Add(end.Task);
            await client.ConnectAsync().Within();
        }

        Task<int>[] calls = [.. clients.Take(Calls).Select((client, i) => client.GetHub<IChaosHub>().WorkAsync(i, 1_000).AsTask())];
        await clients[^1].GetHub<IChaosHub>().DoAsync(Calls, "all are on their way").Within();
        await server.TerminateAsync();

        RpcDisconnect[] disconnects = await Task.WhenAll(ends).Within();
        await server.WaitForExitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(0, server.ExitCode);
        Assert.All(disconnects, disconnect => Assert.Equal(1001, disconnect.CloseCode));
        foreach (Task<int> call in calls)
        {
            Exception? exception = await Record.ExceptionAsync(() => call.Within());
            Assert.True(exception is null or RpcException, $"{exception}");
        }

        await Task.WhenAll(clients.Select(client => client.DisposeAsync().AsTask())).Within();
    }
}
