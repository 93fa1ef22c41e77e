using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.Chaos.Hubs;
using Xunit;
using Xunit.Abstractions;

namespace Ws.Rpc.Chaos.Scenarios;

/// <summary>What tokens are worth that are guessed, used, or shown twice.</summary>
[Collection(ChaosCollection.Name)]
public sealed class TokenTests(ITestOutputHelper output)
{
    private const int Guesses = 100_000;
    private const int Workers = 16;
    private const int Races = 1_000;
    private const int RacesAtOnce = 250;
    private const int Sessions = 100;
    private const int UsedTokens = 10;

    [Fact]
    public async Task A_hundred_thousand_guesses_find_no_session()
    {
        int seed = ChaosSettings.Seed;
        await using ChaosServer server = await StartAsync(TimeSpan.FromSeconds(1));
        RawSession[] owners = await OpenAsync(server, Sessions);
        int found = 0;
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(async () =>
        {
            Random random = new(seed + worker);
            for (int i = worker; i < Guesses; i += Workers)
            {
                RawSession owner = owners[random.Next(owners.Length)];
                using RawSession guesser = await ConnectAsync(server);
                if (await guesser.ResumeAsync(Guess(random, owner)) || owners.Any(one => one.Connection == guesser.Connection))
                {
                    Interlocked.Increment(ref found);
                }
            }
        })));

        output.WriteLine($"seed {seed}: {Guesses} guesses found {found} sessions");
        Assert.True(found == 0, $"{found} guesses were right, WS_RPC_CHAOS_SEED={seed}");
        await AssertGoesOnAsync(server, owners);
    }

    [Fact]
    public async Task A_thousand_used_tokens_are_worth_nothing()
    {
        await using ChaosServer server = await StartAsync(TimeSpan.FromSeconds(30));
        RawSession[] owners = await OpenAsync(server, Sessions);
        ConcurrentQueue<string> used = [];
        await Task.WhenAll(Enumerable.Range(0, Sessions).Select(async index =>
        {
            for (int i = 0; i < UsedTokens; i++)
            {
                RawSession next = await ConnectAsync(server);
                used.Enqueue(owners[index].Token);
                owners[index].Dispose();
                Assert.True(await next.ResumeAsync(owners[index].Token, i));
                await next.DoAsync((index * UsedTokens) + i);
                owners[index] = next;
            }
        }));

        bool[] replays = await Task.WhenAll(used.Select(async token =>
        {
            using RawSession replaying = await ConnectAsync(server);
            return await replaying.ResumeAsync(token);
        }));

        Assert.Equal(Sessions * UsedTokens, replays.Length);
        Assert.DoesNotContain(true, replays);
        await AssertGoesOnAsync(server, owners, UsedTokens);
    }

    [Fact]
    public async Task Of_two_that_race_with_one_token_one_wins_a_thousand_times()
    {
        await using ChaosServer server = await StartAsync(TimeSpan.FromSeconds(30));
        using SemaphoreSlim places = new(RacesAtOnce);
        int[] winners = await Task.WhenAll(Enumerable.Range(0, Races).Select(async race =>
        {
            await places.WaitAsync();
            try
            {
                return await RaceAsync(server, race);
            }
            finally
            {
                places.Release();
            }
        }));

        Assert.All(winners, count => Assert.Equal(1, count));
    }

    // These clients are bytes, and answer no PING.
    private static Task<ChaosServer> StartAsync(TimeSpan window) => ChaosServer.StartAsync(options =>
    {
        options.HeartbeatInterval = Timeout.InfiniteTimeSpan;
        options.Resume = new RpcResumeOptions { Window = window };
    });

    private static async Task<int> RaceAsync(ChaosServer server, int race)
    {
        using RawSession owner = await ConnectAsync(server);
        await owner.OpenAsync();
        RawSession[] racers = [await ConnectAsync(server), await ConnectAsync(server)];
        if (race % 2 == 0)
        {
            owner.Dispose();
        }

        bool[] resumed = await Task.WhenAll(racers.Select(racer => Task.Run(() => racer.ResumeAsync(owner.Token))));
        for (int i = 0; i < racers.Length; i++)
        {
            Assert.Equal(resumed[i], racers[i].Connection == owner.Connection);
            int call = (race * racers.Length) + i;
            Assert.Equal(ChaosHub.AnswerOf(call, "x"), await racers[i].DoAsync(call));
            racers[i].Dispose();
        }

        return resumed.Count(won => won);
    }

    // Anything, and what resembles a token that is good.
    private static string Guess(Random random, RawSession owner)
    {
        string token = owner.Token;
        int place = random.Next(token.Length);
        return random.Next(8) switch
        {
            0 => token[..place],
            1 => token + "=",
            2 => $"{token[..place]}{(token[place] == 'A' ? 'B' : 'A')}{token[(place + 1)..]}",
            3 => owner.Connection,
            4 => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token))),
            5 => new string([.. token.Reverse()]),
            _ => System.Buffers.Text.Base64Url.EncodeToString(Enumerable.Range(0, 32).Select(_ => (byte)random.Next(256)).ToArray()),
        };
    }

    private static async Task<RawSession[]> OpenAsync(ChaosServer server, int count)
    {
        RawSession[] sessions = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => ConnectAsync(server)));
        await Task.WhenAll(sessions.Select(session => session.OpenAsync()));
        return sessions;
    }

    // The owners' tokens are as good as ever.
    private static async Task AssertGoesOnAsync(ChaosServer server, RawSession[] owners, int received = 0)
    {
        foreach (RawSession owner in owners)
        {
            using RawSession next = await ConnectAsync(server);
            Assert.True(await next.ResumeAsync(owner.Token, received));
            Assert.Equal(owner.Connection, next.Connection);
            owner.Dispose();
        }
    }

    private static Task<RawSession> ConnectAsync(ChaosServer server) => RawSession.ConnectAsync(server.Port, ChaosServer.Path);
}
