using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.Chaos.Hubs;
using Ws.Rpc.Chaos.Oracle;
using Ws.Rpc.Testing;
using Xunit;

namespace Ws.Rpc.Chaos.Scenarios;

/// <summary>Scripted sessions one after the other, each of which is cut once more and has to notice nothing.</summary>
internal sealed class ResumedRun
{
    // Far above the number of positions, so that all numbers have the same length on the wire.
    private const int First = 100_000;

    private static readonly RpcClientOptions s_untiring = new()
    {
        RetryFirstConnect = true,
        Reconnect = new RpcReconnectPolicy { BaseDelay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(1) },
    };

    private readonly RpcTestHost _host;
    private readonly Journal _journal;
    private int _resumed;
    private int _lost;

    private ResumedRun(RpcTestHost host, Journal journal)
    {
        _host = host;
        _journal = journal;
    }

    public int Resumed => Volatile.Read(ref _resumed);

    public Outcomes Outcomes { get; } = new();

    public static async Task<ResumedRun> StartAsync()
    {
        Journal journal = new();
        RpcTestHost host = await RpcTestHost.StartAsync<ChaosHub>(new RpcTestHostOptions
        {
            ConfigureServices = services => services.AddSingleton(journal),
            ConfigureHub = options =>
            {
                options.Resume = new RpcResumeOptions { Window = TimeSpan.FromSeconds(5) };

                // Who is cut before the session was opened leaves a connection that only its silence ends.
                options.HeartbeatInterval = TimeSpan.FromSeconds(2);
                options.HeartbeatTimeout = TimeSpan.FromSeconds(2);
            },
        });
        return new ResumedRun(host, journal);
    }

    /// <summary>How many bytes pass where nothing is cut that is not to be.</summary>
    public Task<long> MeasureAsync(CutPlan plan) => PlayAsync(plan, First - 1, null);

    /// <summary>Plays the session, cut behind this byte, and checks all of it.</summary>
    public Task PlayAsync(CutPlan plan, long position) => PlayAsync(plan, First + (int)position, position);

    /// <summary>What is left behind: nothing.</summary>
    public async Task EndAsync()
    {
        await Eventually.BecomesTrueAsync(() => _journal.Connections == 0, "the server is rid of all sessions");
        await Eventually.BecomesTrueAsync(() => _journal.LiveEnumerators == 0, "no stream lives on");
        Assert.Empty(_journal.MisusedEnumerators);
        Assert.Equal(0, _journal.Running);

        // Handshakes of which nothing more comes would have it wait.
        _host.Network.FailAll(NetworkFault.Reset);
        await _host.DisposeAsync();
    }

    private async Task<long> PlayAsync(CutPlan plan, int number, long? position)
    {
        int connections = 0;
        _host.Network.Script = connection => plan.Apply(connection, ++connections, position);
        await using RpcTestClient client = _host.CreateClient(options: s_untiring);
        client.Client.Reconnected += (_, reconnected) =>
            Interlocked.Increment(ref reconnected.Resumed ? ref _resumed : ref _lost);
        ScriptedSession session = new(client, Outcomes, number);
        bool ended = await session.PlayAsync();

        List<string> findings = [.. Findings(client, session)];
        if (!ended || findings.Count > 0)
        {
            Assert.Fail(string.Join(
                Environment.NewLine,
                [$"{plan}, cut at byte {position}", .. findings, .. Outcomes.Errors, .. _host.Network.Events.TakeLast(10)]));
        }

        return plan.Direction(client.Connection).DeliveredBytes;
    }

    private IEnumerable<string> Findings(RpcTestClient client, ScriptedSession session)
    {
        foreach (string wrong in Outcomes.Wrong)
        {
            yield return wrong;
        }

        foreach (int call in _journal.Repeated)
        {
            yield return $"call {call} was executed more than once";
        }

        if (_lost > 0)
        {
            yield return "the session was lost";
        }

        int[] all = [.. Enumerable.Range(0, ScriptedSession.Numbers)];
        if (!all.SequenceEqual(session.Told) || !all.SequenceEqual(session.RoomTold))
        {
            yield return $"the client was told {string.Join(',', session.Told)}, and its room {string.Join(',', session.RoomTold)}";
        }

        IReadOnlyList<int> heard = _journal.HeardFrom(client.Client.ConnectionId!);
        if (!session.Telling.SequenceEqual(heard))
        {
            yield return $"the server was told {string.Join(',', heard)}";
        }
    }
}
