using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Claims;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.AspNetCore.Rooms;
using Ws.Rpc.AspNetCore.Sessions;
using Ws.Rpc.EndToEnd.Tests.Hostile;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Sessions;

/// <summary>
/// A server whose clock is the test's, the owner of a session, and a bystander: attacks must leave both alone, and nothing behind.
/// </summary>
internal sealed class ResumeStage : IAsyncDisposable
{
    public const string SubProtocol = "ws-rpc.v1+json";
    public const string Open =
        """{"jsonrpc":"2.0","id":1,"method":"$/session/open","params":{"versions":[1],"heartbeat":null,"resume":true,"calls":true}}""";

    private static readonly TimeSpan s_window = TimeSpan.FromHours(1);

    private readonly FakeTimeProvider _time;
    private readonly HostileLog _log;
    private readonly List<RawClient> _clients = [];

    private ResumeStage(HubHost host, FakeTimeProvider time, HostileLog log)
    {
        Host = host;
        Journal = host.Services.GetRequiredService<ResumeJournal>();
        Directory = host.Services.GetRequiredService<HubDirectories>().Of(typeof(ResumeHub));
        _time = time;
        _log = log;
    }

    public HubHost Host { get; }

    public ResumeJournal Journal { get; }

    /// <summary>The one whom it is all about: "ann".</summary>
    public RawClient Owner { get; private set; } = null!;

    public string OwnerToken { get; set; } = "";

    public string OwnerConnection { get; private set; } = "";

    private HubDirectory Directory { get; }

    private RawClient Bystander { get; set; } = null!;

    private KeptSessions Kept { get; set; } = null!;

    public static async Task<ResumeStage> StartAsync(Action<RpcHubOptions>? configure = null)
    {
        var time = new FakeTimeProvider();
        var log = new HostileLog();
        HubHost host = await HubHost.StartAsync<ResumeHub>(
            options =>
            {
                options.Resume = new RpcResumeOptions { Window = s_window };
                configure?.Invoke(options);
            },
            services: services => services
                .AddSingleton<ResumeJournal>()
                .AddSingleton<TimeProvider>(time)
                .AddLogging(logging => logging.AddProvider(log)),
            pipeline: BelieveEverybody);
        var stage = new ResumeStage(host, time, log);
        (stage.Owner, JsonElement opened) = await stage.OpenAsync("ann");
        stage.OwnerToken = TokenOf(opened);
        stage.OwnerConnection = ConnectionOf(opened);
        Assert.True(stage.Directory.TryGetMember(stage.OwnerConnection, out RoomMember? member));
        stage.Kept = ((KeptSession)member.Connection.Session.Keeper!).All;
        (stage.Bystander, _) = await stage.OpenAsync("bob");
        return stage;
    }

    public static string Resume(string token, string received) =>
        OpenWith($$"""{"token":"{{token}}","received":{{received}}}""");

    public static string OpenWith(string resume) =>
        $$$"""{"jsonrpc":"2.0","id":31,"method":"$/session/open","params":{"versions":[1],"heartbeat":null,"calls":true,"resume":{{{resume}}}}}""";

    public static string TokenOf(JsonElement answer) =>
        answer.GetProperty("result").GetProperty("resume").GetProperty("token").GetString()!;

    public static string ConnectionOf(JsonElement answer) =>
        answer.GetProperty("result").GetProperty("connection").GetString()!;

    public static bool HasResumed(JsonElement answer) =>
        answer.GetProperty("result").TryGetProperty("resumed", out JsonElement resumed) && resumed.GetBoolean();

    public async Task<RawClient> ConnectAsync(string? user = "ann")
    {
        RawClient client = await RawClient.ConnectAsync(Host.Address, user is null ? [] : [$"X-User: {user}"], [SubProtocol]);
        _clients.Add(client);
        return client;
    }

    public async Task<(RawClient Client, JsonElement Opened)> OpenAsync(string? user)
    {
        RawClient client = await ConnectAsync(user);
        JsonElement opened = await client.AskAsync(Open);
        await client.AssertSilentAndAliveAsync();
        return (client, opened);
    }

    /// <summary>Asks what may be answered only after a time.</summary>
    public async Task<JsonElement> AskInTimeAsync(RawClient client, string text)
    {
        Task<JsonElement> answer = client.AskAsync(text);
        while (!answer.IsCompleted)
        {
            await Task.WhenAny(answer, Task.Delay(TimeSpan.FromMilliseconds(20)));
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        return await answer;
    }

    /// <summary>The owner has noticed nothing, and can still come back.</summary>
    /// <param name="received">How many frames he has had since he opened his session.</param>
    public async Task AssertUnharmedAsync(int received = 1)
    {
        await Owner.AssertSilentAndAliveAsync();
        await Bystander.AssertSilentAndAliveAsync();
        await AssertOwnerReturnsAsync(received + 1);
        Assert.Equal(4509, (await _clients[0].ReceiveCloseAsync()).Code);
    }

    /// <summary>The owner comes back to his session, wherever he was.</summary>
    public async Task AssertOwnerReturnsAsync(int received)
    {
        Owner = await ConnectAsync();
        JsonElement resumed = await Owner.AskAsync(Resume(OwnerToken, $"{received}"));
        Assert.True(HasResumed(resumed), $"{resumed}");
        Assert.Equal(OwnerConnection, ConnectionOf(resumed));
        OwnerToken = TokenOf(resumed);
        await Owner.AssertSilentAndAliveAsync();
    }

    /// <summary>Everybody goes, and then nothing is left of anybody.</summary>
    public async Task EndAsync()
    {
        await Bystander.AssertSilentAndAliveAsync();
        await LeaveAsync();
        for (int i = 0; i < 1000 && !IsEmpty(); i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10));
            _time.Advance(s_window);
        }

        Assert.True(IsEmpty(), $"left: {Directory.Connections.Count} connections, {Kept.Detached} detached, {Kept.Tokens} tokens");
        Assert.Equal(0, Kept.Budget.Reserved);
        await Host.StopAsync();
        string[] told = [.. ReadJournal().Where(entry => entry.Contains("connected", StringComparison.Ordinal))];
        Assert.Equal(told.Length, 2 * told.Count(entry => entry == "connected"));
        Assert.DoesNotContain(
            _log.Entries,
            entry => entry.Level >= LogLevel.Error || entry.Text.Contains("Exception:", StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        await LeaveAsync();
        await Host.DisposeAsync();
        _log.Dispose();
    }

    private async Task LeaveAsync()
    {
        foreach (RawClient client in _clients)
        {
            await client.DisposeAsync();
        }
    }

    private static void BelieveEverybody(WebApplication application) => application.Use(
        (HttpContext context, RequestDelegate next) =>
        {
            string user = context.Request.Headers["X-User"].ToString();
            if (user.Length > 0)
            {
                context.User = new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, user)], "test"));
            }

            return next(context);
        });

    private bool IsEmpty() => Directory.Connections.Count == 0 && Kept.Detached == 0 && Kept.Tokens == 0;

    private IEnumerable<string> ReadJournal()
    {
        while (Journal.Entries.Reader.TryRead(out string? entry))
        {
            yield return entry;
        }
    }
}
