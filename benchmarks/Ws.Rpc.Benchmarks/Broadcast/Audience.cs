using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using Ws.Rpc.Benchmarks.Contenders;

namespace Ws.Rpc.Benchmarks.Broadcast;

/// <summary>The server of one framework, in its own process, and its members.</summary>
internal sealed class Audience : IAsyncDisposable
{
    private const int SmallestReceiveBuffer = 4 * 1024;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly BroadcastContender _contender;
    private readonly List<Member> _readers = [];
    private readonly List<Member> _stalled = [];

    private Audience(ServerProcess server, BroadcastContender contender)
    {
        Server = server;
        _contender = contender;
    }

    public ServerProcess Server { get; }

    public Deliveries Deliveries { get; } = new();

    public int Readers => _readers.Count;

    public static async Task<Audience> GatherAsync(
        BroadcastContender contender, int members, int stalled = 0, int? sendBuffer = null) =>
        await GatherAsync(await ServerProcess.StartAsync(sendBuffer), contender, members, stalled);

    public static async Task<Audience> GatherAsync(
        ServerProcess server, BroadcastContender contender, int members, int stalled = 0)
    {
        var audience = new Audience(server, contender);
        for (int i = 0; i < members; i++)
        {
            bool reads = i >= stalled;
            Member member = Member.Connect(
                audience.Server.Address, contender, audience.Deliveries, reads ? null : SmallestReceiveBuffer);
            (reads ? audience._readers : audience._stalled).Add(member);
            if (reads)
            {
                member.Start();
            }
        }

        await audience.MusterAsync();
        return audience;
    }

    /// <summary>Sends to all, waits for the last reader, and gives the time that this took.</summary>
    public async Task<TimeSpan> BroadcastAsync(int messages, int bytes)
    {
        Task all = Deliveries.Expect(messages * Readers);
        long start = Stopwatch.GetTimestamp();
        _readers[0].Send(_contender.Trigger(messages, bytes));
        await all.WaitAsync(s_patience);
        return Stopwatch.GetElapsedTime(start, Deliveries.Times[0]);
    }

    /// <summary>How many of the stalled the server has cut.</summary>
    public int CountCut() => _stalled.Count(member => member.IsCut());

    /// <summary>Ends the members, and not their server.</summary>
    public void Dismiss() => _readers.Concat(_stalled).ToList().ForEach(member => member.Dispose());

    public async ValueTask DisposeAsync()
    {
        Dismiss();
        await Server.DisposeAsync();
    }

    // A handshake is answered before the server counts the member among its own.
    private async Task MusterAsync()
    {
        for (int attempt = 0; attempt < 30; attempt++)
        {
            Task all = Deliveries.Expect(Readers);
            _readers[0].Send(_contender.Trigger(1, 1));
            if (await Task.WhenAny(all, Task.Delay(TimeSpan.FromSeconds(1))) == all)
            {
                return;
            }
        }

        throw new InvalidOperationException("Not every member is reached.");
    }
}
