using System;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Sessions;

/// <summary>An application that stops while its clients are at work.</summary>
public sealed class DrainTests
{
    private const string Open =
        """{"jsonrpc":"2.0","id":1,"method":"$/session/open","params":{"versions":[1],"heartbeat":null,"resume":true,"calls":true}}""";

    [Fact]
    public async Task A_call_under_way_is_answered_and_new_ones_are_refused()
    {
        await using HubHost host = await StartAsync();
        ResumeJournal journal = host.Services.GetRequiredService<ResumeJournal>();
        await using RawClient client = await RawClient.ConnectAsync(host.Address);
        await client.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"wait","params":["a"]}""");
        await UntilAsync(journal, "waits a");
        Task stopping = host.StopAsync();

        JsonElement refused;
        do
        {
            refused = await client.AskAsync("""{"jsonrpc":"2.0","id":2,"method":"echo","params":["x"]}""");
        }
        while (!refused.TryGetProperty("error", out _));

        Assert.Equal(-32053, refused.GetProperty("error").GetProperty("code").GetInt32());
        journal.Gate("a").SetResult("done");
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":"done"}""", await client.ReceiveAsync());
        Assert.Equal(1001, (await client.ReceiveCloseAsync()).Code);
        await client.DisposeAsync();
        await stopping;
    }

    [Fact]
    public async Task Who_has_a_session_is_told_to_go_and_may_go_by_himself()
    {
        await using HubHost host = await StartAsync(options =>
        {
            options.DrainTimeout = TimeSpan.FromSeconds(9);
            options.DrainRetryAfter = TimeSpan.FromSeconds(8);
        });
        await using RawClient client = await RawClient.ConnectAsync(host.Address, "ws-rpc.v1+json");
        await client.AskAsync(Open);
        Task stopping = host.StopAsync();

        using var goodbye = JsonDocument.Parse(await client.ReceiveAsync());
        Assert.Equal("$/session/close", goodbye.RootElement.GetProperty("method").GetString());
        JsonElement told = goodbye.RootElement.GetProperty("params");
        Assert.Equal("draining", told.GetProperty("reason").GetString());
        Assert.InRange(told.GetProperty("deadline").GetInt64(), 1, 9000);
        Assert.Equal(8000, told.GetProperty("retryAfter").GetInt64());
        Assert.Equal(JsonValueKind.Null, told.GetProperty("url").ValueKind);
        Assert.False(stopping.IsCompleted);
        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, "gone");
        await stopping;
    }

    [Fact]
    public async Task Who_stays_is_closed_with_1012()
    {
        await using HubHost host = await StartAsync(options => options.DrainTimeout = TimeSpan.FromMilliseconds(100));
        ResumeJournal journal = host.Services.GetRequiredService<ResumeJournal>();
        await using RawClient client = await RawClient.ConnectAsync(host.Address, "ws-rpc.v1+json");
        await client.AskAsync(Open);
        await client.SendAsync("""{"jsonrpc":"2.0","id":2,"method":"wait","params":["never"]}""");
        await UntilAsync(journal, "waits never");
        Task stopping = host.StopAsync();

        Assert.Contains("$/session/close", await client.ReceiveAsync(), StringComparison.Ordinal);
        Assert.Equal(1012, (await client.ReceiveCloseAsync()).Code);
        await client.DisposeAsync();
        await stopping;
    }

    [Fact]
    public async Task A_session_without_a_connection_ends_when_the_application_does()
    {
        await using HubHost host = await StartAsync();
        ResumeJournal journal = host.Services.GetRequiredService<ResumeJournal>();
        RawClient client = await RawClient.ConnectAsync(host.Address, "ws-rpc.v1+json");
        await client.AskAsync(Open);
        await client.DisposeAsync();

        await host.StopAsync();
        await UntilAsync(journal, "disconnected 1012", "disconnected 1006");
    }

    [Fact]
    public async Task Who_has_begun_to_come_in_when_the_application_stops_is_refused()
    {
        var door = new HandshakeDoor();
        await using HubHost host = await StartAsync(options => options.HandshakeFilters.Add(door));
        Task<RawClient> connecting = RawClient.ConnectAsync(host.Address);
        await door.Knocked.Within();
        var stops = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(stops.SetResult);
        Task stopping = host.StopAsync();
        await stops.Task.Within();

        door.Open();

        WebSocketException refusal = await Assert.ThrowsAsync<WebSocketException>(() => connecting);
        Assert.Contains("503", refusal.Message, StringComparison.Ordinal);
        await stopping;
    }

    private static Task<HubHost> StartAsync(Action<RpcHubOptions>? configure = null) =>
        HubHost.StartAsync<ResumeHub>(configure, services: services => services.AddSingleton<ResumeJournal>());

    private static async Task UntilAsync(ResumeJournal journal, params string[] entries)
    {
        while (Array.IndexOf(entries, await journal.Entries.Reader.ReadAsync().AsTask().Within()) < 0)
        {
        }
    }
}
