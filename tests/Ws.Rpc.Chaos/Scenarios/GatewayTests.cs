using System;
using System.Linq;
using System.Threading.Tasks;
using Ws.Rpc.Chaos.Hubs;
using Xunit;

namespace Ws.Rpc.Chaos.Scenarios;

[Collection(ChaosCollection.Name)]
public sealed class GatewayTests
{
    private const int Clients = 20;
    // Several heartbeats, so that a machine that stands still for as long as that does not decide.
    private const int IdleSeconds = 6;
    private const int Reloads = 3;

    // Twice what the gateways allow to be silent.
    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(2 * IdleSeconds);

    private static readonly RpcClientOptions s_options = new()
    {
        Reconnect = null,
        HeartbeatInterval = TimeSpan.FromSeconds(1),
        HeartbeatTimeout = TimeSpan.FromSeconds(10),
    };

    [Theory]
    [InlineData("nginx")]
    [InlineData("haproxy")]
    public async Task Idle_connections_outlive_the_idle_limit_of_a_gateway(string program)
    {
        await using ChaosServer server = await ChaosServer.StartAsync(options => options.Resume = null);
        await using Gateway gateway = program == "nginx"
            ? await Gateway.StartNginxAsync(server.Port, IdleSeconds)
            : await Gateway.StartHAProxyAsync(server.Port, IdleSeconds);
        RpcClient[] clients = [.. Enumerable.Range(0, Clients).Select(_ => new RpcClient(gateway.AddressOf(ChaosServer.Path), s_options))];
        await using RpcClient silent = new(
            gateway.AddressOf(ChaosServer.Path), s_options with { HeartbeatInterval = TimeSpan.FromMinutes(5) });
        await Task.WhenAll(clients.Append(silent).Select(client => client.ConnectAsync())).Within();

        await Task.Delay(s_silence);

        Assert.All(clients, client => Assert.Equal(RpcClientState.Connected, client.State));
        await Task.WhenAll(clients.Select((client, i) => client.GetHub<IChaosHub>().DoAsync(i, "still here").AsTask())).Within();

        // The limit is one: who says nothing does not outlive it.
        Assert.Equal(RpcClientState.Disconnected, silent.State);
        await Task.WhenAll(clients.Select(client => client.DisposeAsync().AsTask())).Within();
    }

    [Fact]
    public async Task Sessions_go_on_without_loss_when_nginx_is_reloaded()
    {
        await using ChaosServer server = await ChaosServer.StartAsync();
        await using Gateway gateway = await Gateway.StartNginxAsync(server.Port, IdleSeconds);
        TellingClient[] clients = [.. Enumerable.Range(0, Clients).Select(_ => new TellingClient(gateway.AddressOf(ChaosServer.Path)))];
        Task run = Task.WhenAll(clients.Select(client => Task.Run(() => client.RunAsync(() => clients.All(one => one.Resumes >= Reloads)))));

        for (int reload = 1; reload <= Reloads; reload++)
        {
            await Eventually.BecomesTrueAsync(() => clients.All(client => client.Rounds > 0), "all tell numbers");
            await gateway.ReloadAsync();
            await Eventually.BecomesTrueAsync(() => clients.All(client => client.Resumes >= reload), "all have come back");
        }

        await run.Within();
        Assert.Empty(clients.SelectMany(client => client.Findings(server.Journal)));
        await Task.WhenAll(clients.Select(client => client.DisposeAsync().AsTask())).Within();
    }
}
