using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Chaos.Hubs;
using Ws.Rpc.Chaos.Oracle;

namespace Ws.Rpc.Chaos.Scenarios;

/// <summary>A client that tells the server numbers and is told numbers, in bursts, while its connection is cut.</summary>
internal sealed class TellingClient : IAsyncDisposable
{
    private const int Burst = 100;
    private const int MostBursts = 10_000;

    private readonly RpcClient _client;
    private readonly ChaosClient _callback = new();
    private int _resumes;
    private int _lost;

    public TellingClient(Uri address)
    {
        _client = new RpcClient(address, new RpcClientOptions
        {
            RetryFirstConnect = true,
            Reconnect = new RpcReconnectPolicy
            {
                BaseDelay = TimeSpan.FromMilliseconds(1),
                MaxDelay = TimeSpan.FromMilliseconds(20),
            },
        });
        _client.Reconnected += (_, reconnected) => Interlocked.Increment(ref reconnected.Resumed ? ref _resumes : ref _lost);
        _client.Handle<IChaosClient>(_callback);
    }

    public int Resumes => Volatile.Read(ref _resumes);

    public int Rounds { get; private set; }

    /// <summary>How many numbers went each way.</summary>
    public int Numbers => Rounds * Burst;

    public async Task RunAsync(Func<bool> isEnough)
    {
        await _client.ConnectAsync().Within();
        IChaosHub hub = _client.GetHub<IChaosHub>();
        for (int i = 0; i < MostBursts && !isEnough() && Volatile.Read(ref _lost) == 0; i++)
        {
            for (int number = 0; number < Burst; number++)
            {
                hub.Tell((i * Burst) + number);
            }

            await hub.TellMeAsync(i * Burst, Burst).Within();
            Rounds++;
        }
    }

    public IEnumerable<string> Findings(Journal journal)
    {
        int[] all = [.. Enumerable.Range(0, Rounds * Burst)];
        if (_lost > 0)
        {
            yield return $"{_client.ConnectionId}: {_lost} sessions were lost after {_resumes} resumes";
        }

        if (!all.SequenceEqual(_callback.Numbers))
        {
            yield return $"{_client.ConnectionId}: the client was told {Describe([.. _callback.Numbers])}";
        }

        IReadOnlyList<int> heard = journal.HeardFrom(_client.ConnectionId!);
        if (!all.SequenceEqual(heard))
        {
            yield return $"{_client.ConnectionId}: the server was told {Describe(heard)}";
        }
    }

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private string Describe(IReadOnlyList<int> numbers)
    {
        int wrong = numbers.TakeWhile((number, index) => number == index).Count();
        return $"{numbers.Count} numbers of {Rounds * Burst}; wrong from {wrong}: {string.Join(' ', numbers.Skip(wrong).Take(5))}";
    }
}
