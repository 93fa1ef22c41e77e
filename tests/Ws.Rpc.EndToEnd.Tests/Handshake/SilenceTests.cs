using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Ws.Rpc.EndToEnd.Tests.Probe;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Handshake;

/// <summary>Clients that connect and say nothing.</summary>
public sealed class SilenceTests
{
    private static readonly TimeSpan s_moment = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task Connection_is_closed_with_1008_when_its_client_says_nothing_for_the_time_given()
    {
        var time = new CountingTime();
        await using HubHost host = await StartAsync(time);
        await using RawClient client = await ConnectAsync(host);
        Task<(int Code, string Text)> closed = client.ReceiveCloseAsync();

        time.Advance(TimeSpan.FromSeconds(15) - s_moment);
        Assert.False(closed.IsCompleted);
        time.Advance(s_moment);

        Assert.Equal(1008, (await closed).Code);
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"$/unknown","params":[]}""")]
    [InlineData("no JSON at all")]
    public async Task Connection_stays_and_keeps_no_timer_when_its_client_has_said_anything(string message)
    {
        var time = new CountingTime();
        await using HubHost host = await StartAsync(time);
        int before = time.Timers;
        await using RawClient client = await ConnectAsync(host);
        await client.SendAsync(message);
        if (message[0] != '{')
        {
            await client.ReceiveAsync();
        }

        await client.AssertSilentAndAliveAsync();
        time.Advance(TimeSpan.FromSeconds(15));

        await client.AssertSilentAndAliveAsync();
        Assert.Equal(before, time.Timers);
    }

    [Fact]
    public async Task Connection_without_a_timer_stays_silent_for_ever_when_the_limit_is_off()
    {
        var time = new CountingTime();
        await using HubHost host = await StartAsync(
            time, static options => options.HandshakeTimeout = Timeout.InfiniteTimeSpan);
        int before = time.Timers;
        await using RawClient client = await ConnectAsync(host);

        Assert.Equal(before, time.Timers);
        time.Advance(TimeSpan.FromDays(1));
        await client.AssertSilentAndAliveAsync();
    }

    private static Task<HubHost> StartAsync(CountingTime time, Action<RpcHubOptions>? configure = null) =>
        HubHost.StartAsync<ProbeHub>(configure, services: services => services.AddSingleton<TimeProvider>(time));

    private static async Task<RawClient> ConnectAsync(HubHost host)
    {
        // By then the connection has its timers.
        host.Probe.OnConnected = _ =>
        {
            host.Probe.Tell("connected");
            return default;
        };
        RawClient client = await RawClient.ConnectAsync(host.Address);
        Assert.Equal("connected", await host.Probe.NextAsync());
        return client;
    }
}
