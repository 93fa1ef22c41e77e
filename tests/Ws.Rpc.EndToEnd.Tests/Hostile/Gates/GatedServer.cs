using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.RateLimiting;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.AspNetCore.Rooms;
using Ws.Rpc.EndToEnd.Tests.Guards;
using Ws.Rpc.EndToEnd.Tests.Handshake;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Ws.Rpc.EndToEnd.Tests.Streams;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Hostile.Gates;

/// <summary>
/// One server with every gate shut, that logs everything: <c>/hub</c> is open to all, <c>/locked</c> asks for a token, and
/// <c>/rated</c> for patience.
/// </summary>
public sealed class GatedServer : IAsyncLifetime, IDisposable
{
    /// <summary>How many connections each route holds.</summary>
    public const int Places = 4;

    /// <summary>How many calls a connection has at <c>/rated</c>.</summary>
    public const int Rate = 40;

    /// <summary>How many of the rare method it has anywhere.</summary>
    public const int Rare = 2;

    // It logs the address of a request before anybody can touch it.
    private const string Earliest = "Microsoft.AspNetCore.Hosting.Diagnostics";

    private readonly GateState _state = new();
    private readonly RecordingLogs _logs = new();
    private readonly HostileLog _levels = new();
    private HubHost? _host;

    internal Uri Address => _host!.HttpAddress;

    public async Task InitializeAsync() => _host = await HubHost.StartAsync<GatedHub>(
        Configure,
        services: services =>
        {
            TestTokens.AddTo(services);
            services.AddSingleton(_state).AddScoped<GatePass>().AddLogging(logging =>
                logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_logs).AddProvider(_levels));
        },
        route: static hub => hub.AddHandshakeFilter<HandshakeScript>(),
        pipeline: static app =>
        {
            app.MapRpcHub<GatedHub>("/rated").AddHandshakeFilter<HandshakeScript>();
            app.MapRpcHub<GatedHub>("/locked").RequireAuthorization();
        });

    public async Task DisposeAsync() => await _host!.DisposeAsync();

    public void Dispose()
    {
        _logs.Dispose();
        _levels.Dispose();
    }

    /// <summary>Plays a case, and then looks for who got in, for what was left and for what was logged.</summary>
    internal async Task PlayAsync(HostileCase played)
    {
        await HostilePlay.RunAsync(_host!.HttpAddress, played);
        await AssertUnharmedAsync(played.LogsError);
    }

    /// <summary>Every place is there for somebody else, nothing lives, nobody got in, and the log is clean.</summary>
    internal async Task AssertUnharmedAsync(bool mayLogErrors = false)
    {
        await GatePlaces.AssertFreeAsync(_host!.HttpAddress, Places);
        await UntilIdleAsync();
        Assert.Empty(_state.Intrusions);
        AssertLogs(mayLogErrors);
    }

    private static void Configure(RpcHubOptions options)
    {
        options.MaxMessageBytes = HostileServer.MaxMessageBytes;
        options.MaxConnections = Places;
        options.MaxRoomsPerConnection = 3;
        options.MaxRoomNameBytes = 16;
        options.PlainClientsAnswer = true;
        options.AllowTokenInQuery = true;
        options.CallTimeout = TimeSpan.FromMilliseconds(300);
        options.CloseTimeout = TimeSpan.FromSeconds(1);
        options.Resume = null;
        options.AddCallFilter<GateFilter>();
        options.AddRateLimitPolicy("rare", Buckets.PerConnection(Rare));
        options.CallRateLimiter = PartitionedRateLimiter.Create<RpcHubContext, string>(static context =>
            context.Handshake.Path == "/rated"
                ? RateLimitPartition.GetTokenBucketLimiter(context.ConnectionId, static _ => Buckets.Of(Rate))
                : RateLimitPartition.GetNoLimiter(""));
        foreach (string origin in (string[])
            ["https://app.example.com", "https://*.example.org", "https://[2001:db8::1]:8443"])
        {
            options.AllowedOrigins.Add(origin);
        }
    }

    private static bool IsForged(char character) =>
        char.IsControl(character) || character is (>= '\u2028' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    private async Task UntilIdleAsync()
    {
        GroupTable rooms = _host!.Services.GetRequiredService<HubDirectories>().Of(typeof(GatedHub)).Rooms;
        using var limit = new CancellationTokenSource(Bounded.Limit);
        while (_state.Connections != 0 || _state.Handlers != 0 || rooms.Count != 0 || LiveStreams.All != 0)
        {
            Assert.False(
                limit.IsCancellationRequested,
                $"left: {_state.Connections} connections, {_state.Handlers} handlers, {rooms.Count} rooms, "
                + $"{LiveStreams.All} streams");
            await Task.Yield();
        }
    }

    private void AssertLogs(bool mayHaveErrors)
    {
        IReadOnlyCollection<string> secrets = GateTokens.Secrets;
        foreach ((string category, string text, string exception) in _logs.Take())
        {
            bool isOurs = category.Contains("Rpc", StringComparison.Ordinal);
            string all = text + exception;
            Assert.False(isOurs && text.Any(IsForged), $"{category}: {text}");
            Assert.False(isOurs && all.Contains('\u001b', StringComparison.Ordinal), $"{category}: {all}");
            Assert.False(isOurs && all.Contains(HostileServer.Secret, StringComparison.Ordinal), $"{category}: {all}");
            Assert.False(
                category != Earliest && secrets.Any(secret => all.Contains(secret, StringComparison.Ordinal)),
                $"{category}: {all}");
        }

        string errors = string.Join(
            '\n', _levels.Entries.Where(static entry => entry.Level >= LogLevel.Error).Select(static entry => entry.Text));
        _levels.Entries.Clear();
        Assert.True(mayHaveErrors == (errors.Length > 0), errors);
    }
}
