using System;
using System.Linq;
using Microsoft.Extensions.Time.Testing;
using Ws.Rpc.Client;
using Xunit;

namespace Ws.Rpc.Tests.Client;

public sealed class ReconnectScheduleTests
{
    private static readonly RpcDisconnect s_lost = new(RpcDisconnectReason.ConnectionLost, 1006, "lost");
    private static readonly ReconnectAdvice s_backOff = new(ReconnectStep.BackOff, RpcDisconnectReason.ConnectionLost);
    private static readonly ReconnectAdvice s_refresh = new(ReconnectStep.Refresh, RpcDisconnectReason.CredentialsExpired);

    private readonly FakeTimeProvider _time = new();
    private double _chance = 0.999999;

    [Fact]
    public void The_longest_delay_grows_by_its_factor_up_to_its_cap()
    {
        ReconnectSchedule schedule = New(new RpcReconnectPolicy { Jitter = false });

        Assert.Equal(
            [250, 625, 1562.5, 3906.25, 9765.625, 24414.0625, 30000, 30000],
            Enumerable.Range(0, 8).Select(_ => Next(schedule)!.Value.TotalMilliseconds));
    }

    [Fact]
    public void Five_thousand_attempts_overflow_nothing()
    {
        ReconnectSchedule schedule = New(new RpcReconnectPolicy { Jitter = false, Factor = 10 });

        Assert.Equal(TimeSpan.FromSeconds(30), Enumerable.Range(0, 5000).Select(_ => Next(schedule)).ToArray()[^1]);
    }

    // R6, C6: as many as come back in any one second, of 5,000 that lost a server which is away for so long.
    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(10)]
    [InlineData(30)]
    [InlineData(120)]
    public void Five_thousand_clients_come_back_spread_over_time(int outage)
    {
        const int Clients = 5000;
        var random = new Random(4711);
        double[] back = new double[Clients];
        for (int i = 0; i < Clients; i++)
        {
            var schedule = new ReconnectSchedule(new RpcReconnectPolicy(), false, random.NextDouble, _time);
            while (back[i] < outage)
            {
                back[i] += Next(schedule)!.Value.TotalSeconds;
            }
        }

        Array.Sort(back);
        int most = Enumerable.Range(0, Clients).Max(i => back.AsSpan(i).IndexOfAnyInRange(back[i] + 1, double.MaxValue) switch
        {
            < 0 => Clients - i,
            int within => within,
        });
        Assert.InRange(most, 1, Clients / 4);
        Assert.InRange(back[^1], outage, outage + 60);
    }

    // R6: Kolmogorov-Smirnov against the uniform distribution, p > 0.01, for each of the attempts.
    [Theory]
    [InlineData(1, 250)]
    [InlineData(4, 3906.25)]
    [InlineData(10, 30_000)]
    public void Delays_of_many_clients_are_uniform_up_to_the_cap(int attempt, double cap)
    {
        const int Clients = 100_000;
        var random = new Random(4711);
        double[] delays = new double[Clients];
        for (int i = 0; i < Clients; i++)
        {
            var schedule = new ReconnectSchedule(new RpcReconnectPolicy(), false, random.NextDouble, _time);
            for (int n = 1; n < attempt; n++)
            {
                Next(schedule);
            }

            delays[i] = Next(schedule)!.Value.TotalMilliseconds / cap;
        }

        Array.Sort(delays);
        double distance = delays.Select((delay, i) => Math.Max((i + 1.0) / Clients - delay, delay - (double)i / Clients)).Max();
        Assert.True(distance < 1.63 / Math.Sqrt(Clients), $"distance {distance}");
    }

    [Fact]
    public void The_system_gives_numbers_from_zero_to_less_than_one()
    {
        double[] numbers = [.. Enumerable.Range(0, 10_000).Select(_ => SystemChance.Next())];

        Assert.All(numbers, number => Assert.InRange(number, 0, 1 - double.Epsilon));
        Assert.InRange(numbers.Average(), 0.45, 0.55);
        Assert.True(numbers.Distinct().Count() > 9_990);
    }

    [Fact]
    public void Attempts_go_on_over_connections_that_do_not_last()
    {
        ReconnectSchedule schedule = New(new RpcReconnectPolicy { Jitter = false });
        Next(schedule);
        Next(schedule);

        schedule.Lost(TimeSpan.FromMilliseconds(9_999));
        Assert.Equal(TimeSpan.FromMilliseconds(1562.5), Next(schedule));
        Assert.Equal(3, schedule.Attempt);

        schedule.Lost(TimeSpan.FromSeconds(10));
        Assert.Equal(TimeSpan.FromMilliseconds(250), Next(schedule));
        Assert.Equal(1, schedule.Attempt);
    }

    [Fact]
    public void Enough_attempts_are_enough()
    {
        ReconnectSchedule schedule = New(new RpcReconnectPolicy { MaxAttempts = 2 });

        Assert.NotNull(Next(schedule));
        Assert.NotNull(Next(schedule));
        Assert.Null(Next(schedule));
        Assert.True(schedule.IsExhausted);
    }

    [Fact]
    public void Credentials_are_refreshed_once_at_once_until_a_connection_lasts()
    {
        ReconnectSchedule schedule = New(new RpcReconnectPolicy());

        Assert.Equal(TimeSpan.Zero, schedule.Next(s_refresh, s_lost, null));
        Assert.Null(schedule.Next(s_refresh, s_lost, null));
        Assert.False(schedule.IsExhausted);
        schedule.Lost(TimeSpan.FromSeconds(10));
        Assert.Equal(TimeSpan.Zero, schedule.Next(s_refresh, s_lost, null));
    }

    [Fact]
    public void Refused_credentials_are_final_without_a_source_of_others()
    {
        ReconnectAdvice refused = s_refresh with { NeedsTokens = true };

        Assert.Null(New(new RpcReconnectPolicy()).Next(refused, s_lost, null));
        Assert.Equal(TimeSpan.Zero, New(new RpcReconnectPolicy(), hasTokens: true).Next(refused, s_lost, null));
    }

    [Fact]
    public void What_is_final_is_never_tried()
    {
        ReconnectSchedule schedule = New(new RpcReconnectPolicy());

        Assert.Null(schedule.Next(new ReconnectAdvice(ReconnectStep.Never, RpcDisconnectReason.Forbidden), s_lost, null));
        Assert.False(schedule.IsExhausted);
    }

    [Fact]
    public void The_time_a_server_asks_for_is_the_least_and_a_part_of_it_comes_on_top()
    {
        ReconnectSchedule schedule = New(new RpcReconnectPolicy());
        ReconnectAdvice later = s_backOff with { AtLeast = TimeSpan.FromSeconds(8) };

        _chance = 0;
        Assert.Equal(TimeSpan.FromSeconds(8), schedule.Next(later, s_lost, null));
        _chance = 0.5;
        Assert.Equal(TimeSpan.FromSeconds(12), schedule.Next(later, s_lost, null));
    }

    [Fact]
    public void A_restart_is_waited_for_within_its_own_time()
    {
        _chance = 0.5;
        ReconnectAdvice restart = s_backOff with { Within = TimeSpan.FromSeconds(2) };

        Assert.Equal(TimeSpan.FromSeconds(1), New(new RpcReconnectPolicy()).Next(restart, s_lost, null));
    }

    [Fact]
    public void Restarts_of_connections_that_do_not_last_are_backed_off_from()
    {
        _chance = 0.5;
        ReconnectSchedule schedule = New(new RpcReconnectPolicy { MaxAttempts = 4 });
        ReconnectAdvice atOnce = s_backOff with { Within = TimeSpan.Zero };
        ReconnectAdvice slowly = s_backOff with { Within = TimeSpan.FromMinutes(1) };

        Assert.Equal(TimeSpan.Zero, schedule.Next(atOnce, s_lost, null));
        Assert.Equal(TimeSpan.FromMilliseconds(312.5), schedule.Next(atOnce, s_lost, null));
        Assert.Equal(TimeSpan.FromSeconds(30), schedule.Next(slowly, s_lost, null));
        Assert.Equal(TimeSpan.FromMilliseconds(1953.125), schedule.Next(atOnce, s_lost, null));
        Assert.Null(schedule.Next(atOnce, s_lost, null));
    }

    [Fact]
    public void A_policy_of_ones_own_decides()
    {
        RpcReconnectContext? seen = null;
        ReconnectSchedule schedule = New(new RpcReconnectPolicy
        {
            Delay = context =>
            {
                seen = context;
                return context.Attempt < 3 ? TimeSpan.FromSeconds(-1 + context.Attempt * 3) : null;
            },
        });
        schedule.Lost(TimeSpan.Zero);
        _time.Advance(TimeSpan.FromSeconds(4));
        var failure = new RpcConnectionException("x");

        Assert.Equal(TimeSpan.FromSeconds(2), schedule.Next(s_backOff, s_lost, failure));
        Assert.Equal(new RpcReconnectContext(1, TimeSpan.FromSeconds(4), s_lost, failure), seen);
        Assert.Equal(TimeSpan.FromSeconds(5), schedule.Next(s_backOff, s_lost, failure));
        Assert.Null(schedule.Next(s_backOff, s_lost, failure));
        Assert.True(schedule.IsExhausted);
    }

    [Fact]
    public void A_delay_that_no_timer_takes_is_cut()
    {
        ReconnectSchedule schedule = New(new RpcReconnectPolicy { Delay = _ => TimeSpan.MaxValue });

        Assert.Equal(TimeSpan.FromDays(1), Next(schedule));
    }

    private static TimeSpan? Next(ReconnectSchedule schedule) => schedule.Next(s_backOff, s_lost, null);

    private ReconnectSchedule New(RpcReconnectPolicy policy, bool hasTokens = false) => new(policy, hasTokens, () => _chance, _time);
}
