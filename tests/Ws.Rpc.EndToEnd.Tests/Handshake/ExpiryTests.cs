using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Ws.Rpc.EndToEnd.Tests.Secrets;
using Ws.Rpc.EndToEnd.Tests.Sessions;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Handshake;

/// <summary>
/// Credentials of a client that run out, or would if it did nothing (protocol sections 8, 9 and 11). The server's time stands
/// still between the steps of a test.
/// </summary>
public sealed class ExpiryTests : IDisposable
{
    private readonly CountingTime _time = new();
    private readonly RecordingLog _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Nothing_is_lost_when_credentials_run_out_in_the_middle_of_a_call()
    {
        await using HubHost host = await StartAsync();
        ResumeJournal journal = host.Services.GetRequiredService<ResumeJournal>();
        await using RpcClient client = NewClient(
            host, TestTokens.Create("ann", TimeSpan.FromMinutes(1)), TestTokens.Create("ann", TimeSpan.FromHours(1)));
        var news = new NewsClient();
        using IDisposable registration = client.Handle<IResumeClient>(news);
        Task<RpcReconnected> reconnected = WhenReconnected(client);
        await client.ConnectAsync().Within();
        string? id = client.ConnectionId;
        IResumeHub hub = client.GetHub<IResumeHub>();
        await hub.JoinAsync("r").AsTask().Within();
        Task<string> underWay = hub.WaitAsync("late").AsTask();
        Assert.Equal("connected", await ReadAsync(journal));
        Assert.Equal("waits late", await ReadAsync(journal));

        _time.Advance(TimeSpan.FromSeconds(61));
        IRpcHubContext<ResumeHub, IResumeClient> outside =
            host.Services.GetRequiredService<IRpcHubContext<ResumeHub, IResumeClient>>();
        for (int i = 0; i < 100; i++)
        {
            await outside.Clients.Room("r").NewsAsync(i);
        }

        Assert.True((await reconnected.Within()).Resumed);
        Assert.Equal("resumed", await ReadAsync(journal));
        Assert.False(underWay.IsCompleted);
        journal.Gate("late").SetResult("here");
        Assert.Equal("here", await underWay.Within());
        for (int i = 0; i < 100; i++)
        {
            Assert.Equal(i, await news.NextAsync());
        }

        Assert.Equal(id, client.ConnectionId);
        Assert.Equal("again", await hub.EchoAsync("again").AsTask().Within());
    }

    [Fact]
    public async Task A_session_whose_credentials_ran_out_is_nobody_else_s()
    {
        await using HubHost host = await StartAsync();
        ResumeJournal journal = host.Services.GetRequiredService<ResumeJournal>();
        await using RpcClient client = NewClient(
            host, TestTokens.Create("ann", TimeSpan.FromMinutes(1)), TestTokens.Create("bob", TimeSpan.FromHours(1)));
        Task<RpcReconnected> reconnected = WhenReconnected(client);
        await client.ConnectAsync().Within();
        Task<string> underWay = client.GetHub<IResumeHub>().WaitAsync("late").AsTask();
        Assert.Equal("connected", await ReadAsync(journal));
        Assert.Equal("waits late", await ReadAsync(journal));

        _time.Advance(TimeSpan.FromSeconds(61));

        Assert.False((await reconnected.Within()).Resumed);
        await Assert.ThrowsAsync<RpcSessionLostException>(() => underWay.Within());
        Assert.Equal("connected", await ReadAsync(journal));
        journal.Gate("late").SetResult("for nobody");
        _time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal("disconnected 4401", await ReadAsync(journal));
    }

    [Fact]
    public async Task A_client_without_fresh_credentials_is_told_that_they_have_expired()
    {
        await using HubHost host = await StartAsync();
        string token = TestTokens.Create("ann", TimeSpan.FromMinutes(1));
        await using RpcClient client = NewClient(host, token, token);
        Task<RpcDisconnect> closed = WhenClosed(client);
        await client.ConnectAsync().Within();

        _time.Advance(TimeSpan.FromSeconds(61));

        Assert.Equal(RpcDisconnectReason.CredentialsRefused, (await closed.Within()).Reason);
    }

    [Fact]
    public async Task A_session_that_cannot_be_resumed_ends_with_its_credentials_and_sends_what_was_queued()
    {
        await using HubHost host = await StartAsync(static options => options.Resume = null);
        ResumeJournal journal = host.Services.GetRequiredService<ResumeJournal>();
        await using RpcClient client = NewClient(
            host, TestTokens.Create("ann", TimeSpan.FromMinutes(1)), TestTokens.Create("ann", TimeSpan.FromHours(1)));
        Task<RpcReconnected> reconnected = WhenReconnected(client);
        await client.ConnectAsync().Within();

        _time.Advance(TimeSpan.FromSeconds(61));

        Assert.False((await reconnected.Within()).Resumed);
        string[] entries = [await ReadAsync(journal), await ReadAsync(journal), await ReadAsync(journal)];
        Assert.Equal(["connected", "connected", "disconnected 4401"], entries.Order());
    }

    [Fact]
    public async Task A_client_hands_in_fresh_credentials_before_the_old_ones_expire()
    {
        await using HubHost host = await StartAsync();
        await using RpcClient client = NewClient(
            host, TestTokens.Create("ann", TimeSpan.FromSeconds(3)), TestTokens.Create("ann", TimeSpan.FromHours(1)));
        bool wasLost = false;
        client.Reconnecting += (_, _) => wasLost = true;
        await client.ConnectAsync().Within();

        // Of the client's time, that is; the server's stands still.
        await _log.WaitForAsync("has handed in fresh credentials");
        _time.Advance(TimeSpan.FromMinutes(59));

        Assert.Equal("still here", await client.GetHub<IResumeHub>().EchoAsync("still here").AsTask().Within());
        Assert.False(wasLost);
    }

    [Fact]
    public async Task Fresh_credentials_of_somebody_else_end_the_connection_for_good()
    {
        await using HubHost host = await StartAsync();
        await using RpcClient client = NewClient(
            host, TestTokens.Create("ann", TimeSpan.FromSeconds(3)), TestTokens.Create("bob", TimeSpan.FromHours(1)));
        Task<RpcDisconnect> closed = WhenClosed(client);
        await client.ConnectAsync().Within();

        RpcDisconnect end = await closed.Within();

        Assert.Equal((RpcDisconnectReason.Forbidden, 4503), (end.Reason, end.CloseCode));
    }

    private static Task<RpcReconnected> WhenReconnected(RpcClient client)
    {
        var reconnected = new TaskCompletionSource<RpcReconnected>(TaskCreationOptions.RunContinuationsAsynchronously);
        client.Reconnected += (_, connection) => reconnected.TrySetResult(connection);
        return reconnected.Task;
    }

    private static Task<RpcDisconnect> WhenClosed(RpcClient client)
    {
        var closed = new TaskCompletionSource<RpcDisconnect>(TaskCreationOptions.RunContinuationsAsynchronously);
        client.Closed += (_, end) => closed.TrySetResult(end);
        return closed.Task;
    }

    private static Task<string> ReadAsync(ResumeJournal journal) => journal.Entries.Reader.ReadAsync().AsTask().Within();

    // Its tokens one after another, the last one for ever.
    private RpcClient NewClient(HubHost host, params string[] tokens)
    {
        int next = 0;
        return Framed.Client(host.Address, new RpcClientOptions
        {
            Chance = () => 0,
            AccessToken = _ => new(tokens[Math.Min(Interlocked.Increment(ref next), tokens.Length) - 1]),
            LoggerFactory = LoggerFactory.Create(logs => logs.SetMinimumLevel(LogLevel.Debug).AddProvider(_log)),
        });
    }

    private Task<HubHost> StartAsync(Action<RpcHubOptions>? configure = null) => HubHost.StartAsync<ResumeHub>(
        options =>
        {
            options.HeartbeatInterval = Timeout.InfiniteTimeSpan;
            configure?.Invoke(options);
        },
        services: services =>
        {
            TestTokens.AddTo(services);
            services.AddSingleton<ResumeJournal>();
            services.AddSingleton<TimeProvider>(_time);
        },
        route: static hub => hub.RequireAuthorization());
}
