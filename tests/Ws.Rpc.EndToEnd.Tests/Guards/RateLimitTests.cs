using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading.RateLimiting;
using System.Threading.Tasks;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Guards;

public sealed class RateLimitTests
{
    private const string Echo = """{"jsonrpc":"2.0","id":1,"method":"echo","params":["a"]}""";
    private const string Unknown = """{"jsonrpc":"2.0","id":1,"method":"nothing"}""";
    private const string Forbidden = """{"jsonrpc":"2.0","id":1,"method":"admin"}""";
    private const string Poke = """{"jsonrpc":"2.0","method":"poke","params":[1]}""";

    [Theory]
    [InlineData(Echo)]
    [InlineData(Unknown)]
    [InlineData(Forbidden)]
    [InlineData(Poke)]
    public async Task Call_passes_up_to_the_limit_and_is_refused_beyond_it_whatever_it_is(string charged)
    {
        await using HubHost host = await GuardedHost.StartAsync(
            static options => options.CallRateLimiter = Buckets.PerConnection(4));
        await using RawClient client = await GuardedHost.ConnectAsync(host);
        for (int i = 0; i < 3; i++)
        {
            await client.SendAsync(charged);
            if (charged != Poke)
            {
                Assert.DoesNotContain("-32029", await client.ReceiveAsync(), StringComparison.Ordinal);
            }
        }

        await client.SendAsync(Echo);
        Assert.Contains("\"result\":\"a\"", await client.ReceiveAsync(), StringComparison.Ordinal);
        await client.SendAsync(Poke);
        await client.SendAsync(Echo);

        Assert.Equal(
            """{"jsonrpc":"2.0","id":1,"error":{"code":-32029,"message":"Rate limited","data":{"type":"RateLimited","retryAfter":"""
            + Buckets.Period.TotalMilliseconds.ToString(CultureInfo.InvariantCulture) + "}}}",
            await client.ReceiveAsync());
        int pokes = charged == Poke ? 3 : 0;
        Assert.Equal(pokes, GuardedHost.JournalOf(host).All.Count(static entry => entry == "poke 1"));
    }

    [Fact]
    public async Task Call_fails_alone_and_takes_no_permit_when_a_limiter_throws()
    {
        bool throws = true;
        await using HubHost host = await GuardedHost.StartAsync(options =>
        {
            options.CallRateLimiter = Buckets.OneAtATime();
            options.AddRateLimitPolicy("throwing", PartitionedRateLimiter.Create<RpcHubContext, int>(_ => throws
                ? throw new InvalidOperationException("a secret of the limiter")
                : RateLimitPartition.GetNoLimiter(0)));
        });
        await using RawClient client = await GuardedHost.ConnectAsync(host);

        await client.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"thrown"}""");
        string answer = await client.ReceiveAsync();
        throws = false;
        await client.SendAsync("""{"jsonrpc":"2.0","id":2,"method":"thrown"}""");

        Assert.StartsWith("""{"jsonrpc":"2.0","id":1,"error":{"code":-32603,""", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", answer, StringComparison.Ordinal);
        Assert.Equal("""{"jsonrpc":"2.0","id":2,"result":null}""", await client.ReceiveAsync());
    }

    [Fact]
    public async Task Batch_and_connection_go_on_when_a_limiter_throws()
    {
        await using HubHost host = await GuardedHost.StartAsync(static options => options.AddRateLimitPolicy(
            "throwing",
            PartitionedRateLimiter.Create<RpcHubContext, int>(static _ => throw new RpcException(7, "no bucket"))));
        await using RawClient client = await GuardedHost.ConnectAsync(host);

        JsonElement answers = await client.AskAsync(
            $$"""[{"jsonrpc":"2.0","id":2,"method":"thrown"},{"jsonrpc":"2.0","method":"thrown"},{{Echo}}]""");

        Assert.Equal(2, answers.GetArrayLength());
        Assert.Equal(7, answers[0].GetProperty("error").GetProperty("code").GetInt32());
        Assert.Equal("a", answers[1].GetProperty("result").GetString());
    }

    [Fact]
    public async Task Batch_is_charged_for_each_entry()
    {
        await using HubHost host = await GuardedHost.StartAsync(
            static options => options.CallRateLimiter = Buckets.PerConnection(3));
        await using RawClient client = await GuardedHost.ConnectAsync(host);

        JsonElement answers = await client.AskAsync($"[{Echo},{Poke},{Echo},{Echo},{Poke}]");

        Assert.Equal(3, answers.GetArrayLength());
        Assert.Equal("a", answers[0].GetProperty("result").GetString());
        Assert.Equal("a", answers[1].GetProperty("result").GetString());
        Assert.Equal(-32029, answers[2].GetProperty("error").GetProperty("code").GetInt32());
        Assert.Equal(["echo a", "poke 1", "echo a"], GuardedHost.JournalOf(host).All);
    }

    [Fact]
    public async Task Method_is_held_to_its_own_policy_when_it_names_one()
    {
        await using HubHost host = await GuardedHost.StartAsync();
        await using RpcClient client = await GuardedHost.ConnectTypedAsync(host);
        IGuardedHub hub = client.GetHub<IGuardedHub>();
        Assert.Equal(1, await hub.SlowAsync(1).Within());
        Assert.Equal(2, await hub.SlowAsync(2).Within());

        RpcException exception = await Assert.ThrowsAsync<RpcException>(() => hub.SlowAsync(3).Within());

        Assert.Equal(RpcErrorCode.RateLimited, exception.Code);
        Assert.Equal("x", await hub.EchoAsync("x").Within());
    }

    [Fact]
    public async Task Permit_is_given_back_when_the_call_ends()
    {
        await using HubHost host = await GuardedHost.StartAsync(static options => options.CallRateLimiter = Buckets.PerConnection(9));
        await using RpcClient client = await GuardedHost.ConnectTypedAsync(host);
        IGuardedHub hub = client.GetHub<IGuardedHub>();
        Task first = hub.HoldAsync().AsTask();
        Assert.Equal("holding", await GuardedHost.JournalOf(host).NextAsync());
        RpcException refused = await Assert.ThrowsAsync<RpcException>(() => hub.HoldAsync().Within());
        Assert.Equal(RpcErrorCode.RateLimited, refused.Code);
        Assert.False(refused.GetData<JsonElement>().TryGetProperty("retryAfter", out _));

        GuardedHost.JournalOf(host).LetGo.SetResult();
        await first.Within();

        // The answer may be there before the permit is back: it is sent first.
        await Eventually.SucceedsAsync(() => hub.HoldAsync().AsTask());
    }

    [Theory]
    [InlineData("user=ann", "user=ann", false)]
    [InlineData("user=ann", "user=bob", true)]
    [InlineData("", "", true)]
    public async Task Connections_of_one_user_share_a_bucket_and_others_do_not(string one, string other, bool passes)
    {
        await using HubHost host = await GuardedHost.StartAsync(
            static options => options.CallRateLimiter = RpcRateLimit.PerUser(Buckets.Of(1)));
        await using RpcClient first = await GuardedHost.ConnectTypedAsync(host, one);
        await using RpcClient second = await GuardedHost.ConnectTypedAsync(host, other);
        await first.GetHub<IGuardedHub>().EchoAsync("a").Within();

        Task<string> call = second.GetHub<IGuardedHub>().EchoAsync("b").Within();

        if (passes)
        {
            Assert.Equal("b", await call);
        }
        else
        {
            Assert.Equal(RpcErrorCode.RateLimited, (await Assert.ThrowsAsync<RpcException>(() => call)).Code);
        }
    }

    [Fact]
    public async Task Application_does_not_start_when_a_policy_is_unknown()
    {
        InvalidOperationException exception = await Assert.ThrowsAsync<InvalidOperationException>(
            () => HubHost.StartAsync<GuardedHub>(services: GuardedHost.AddServices));

        Assert.Contains("AddRateLimitPolicy", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limiters_are_disposed_with_the_application()
    {
        var limiter = PartitionedRateLimiter.Create<RpcHubContext, int>(static _ => RateLimitPartition.GetNoLimiter(0));
        await using (await GuardedHost.StartAsync(options => options.CallRateLimiter = limiter))
        {
        }

        Assert.Throws<ObjectDisposedException>(() => limiter.AttemptAcquire(null!));
    }
}
