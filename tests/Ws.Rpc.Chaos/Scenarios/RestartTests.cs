using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Ws.Rpc.Chaos.Hubs;
using Ws.Rpc.Chaos.Oracle;
using Xunit;

namespace Ws.Rpc.Chaos.Scenarios;

[Collection(ChaosCollection.Name)]
public sealed class RestartTests
{
    private const int Connections = 1_000;
    private const int Calls = 500;
    private const int Callers = 200;
    private const int Kills = 3;

    private static readonly TimeSpan s_back = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_drain = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Server_told_to_stop_under_load_answers_every_call_says_goodbye_and_exits_in_time()
    {
        await using ServerProcess server = await ServerProcess.StartAsync();
        List<RpcClient> clients = [];
        List<Task<RpcDisconnect>> ends = [];
        for (int i = 0; i < Connections; i++)
        {
            RpcClient client = new(server.Address, new RpcClientOptions { Reconnect = null });
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
        await server.WaitForExitAsync(s_drain + TimeSpan.FromSeconds(2));
        Assert.Equal(0, server.ExitCode);
        Assert.All(disconnects, disconnect => Assert.Equal(1012, disconnect.CloseCode));
        Assert.Equal(Enumerable.Range(0, Calls), await Task.WhenAll(calls).Within());

        await Task.WhenAll(clients.Select(client => client.DisposeAsync().AsTask())).Within();
    }

    [Fact]
    public async Task Clients_of_a_server_that_is_killed_under_load_all_come_back_and_no_call_is_executed_twice()
    {
        FileInfo file = new(Path.GetTempFileName());
        Outcomes outcomes = new();
        ServerProcess server = await ServerProcess.StartAsync(journal: file.FullName);
        CallingClient[] clients = [.. Enumerable.Range(0, Callers).Select(_ => new CallingClient(server.Address, outcomes))];
        await Task.WhenAll(clients.Select(client => client.ConnectAsync())).Within();
        Task calling = Task.WhenAll(clients.Select(client => client.CallAsync()));

        for (int kill = 1; kill <= Kills; kill++)
        {
            int before = outcomes.Answered;
            await Eventually.BecomesTrueAsync(() => outcomes.Answered > before + Callers, "calls are answered");
            await server.KillAsync();
            await server.DisposeAsync();
            server = await ServerProcess.StartAsync(server.Address.Port, file.FullName);
            await Eventually.BecomesTrueAsync(() => clients.All(client => client.Returns >= kill), "all are back", s_back);
        }

        Array.ForEach(clients, client => client.IsEnough = true);
        await calling.Within();
        string[] executions = await File.ReadAllLinesAsync(file.FullName);
        Assert.InRange(executions.Length, outcomes.Answered, outcomes.Begun);
        Assert.Equal(executions.Length, executions.Distinct().Count());
        Assert.Empty(outcomes.Wrong);
        Assert.Equal(outcomes.Begun, outcomes.Ended);
        Assert.InRange(outcomes.Begun - outcomes.Answered, 1, outcomes.Begun);

        await Task.WhenAll(clients.Select(client => client.DisposeAsync().AsTask())).Within();
        await server.DisposeAsync();
        file.Delete();
    }
}
