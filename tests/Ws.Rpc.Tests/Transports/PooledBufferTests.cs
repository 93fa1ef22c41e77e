using System;
using System.Threading.Tasks;
using Ws.Rpc.Transports;
using Xunit;

namespace Ws.Rpc.Tests.Transports;

public sealed class PooledBufferTests
{
    [Theory]
    [InlineData(PairKind.Plain)]
    [InlineData(PairKind.InMemory)]
    [InlineData(PairKind.Frames)]
    public async Task An_idle_connection_holds_none(PairKind kind)
    {
        CountingPool pool = new();
        await using TransportPair pair = await TransportPair.CreateAsync(kind, new() { Pool = pool });
        foreach (int length in new[] { 10, 5000, 200_000 })
        {
            Task<string> receiving = pair.Server.ReceiveTextAsync();
            await pair.Client.SendTextAsync(new string('i', length));
            Assert.Equal(length, (await receiving).Length);
        }

        ValueTask<bool> idle = pair.Server.ReceiveAsync();

        Assert.False(idle.IsCompleted);
        Assert.Equal(0, pool.Rented);
        Assert.False(pool.MisusedReturn);
        pair.Server.Abort();
        Assert.False(await idle.Within());
    }

    [Theory]
    [InlineData(PairKind.Collecting)]
    [InlineData(PairKind.Frames)]
    public async Task A_message_stays_until_the_next_receive(PairKind kind)
    {
        CountingPool pool = new();
        await using TransportPair pair = await TransportPair.CreateAsync(kind, new() { Pool = pool });
        Task<string> receiving = pair.Server.ReceiveTextAsync();
        await pair.Client.SendTextAsync("stays");
        await receiving;

        await pair.Client.SendTextAsync("comes behind");
        pair.Server.Abort();

        Assert.Equal("stays"u8.ToArray(), pair.Server.Message.ToArray());
        Assert.False(await pair.Server.ReceiveAsync().Within());
    }

    [Theory]
    [InlineData(PairKind.Collecting)]
    [InlineData(PairKind.Frames)]
    public async Task A_message_stays_while_another_thread_closes(PairKind kind)
    {
        CountingPool pool = new();
        await using TransportPair pair = await TransportPair.CreateAsync(kind, new() { Pool = pool });
        await pair.Client.SendTextAsync("in the works");
        Assert.Equal("in the works", await pair.Server.ReceiveTextAsync());
        Task<TransportClosure> atClient = pair.Client.ReceiveClosureAsync();

        await pair.Server.CloseAsync(1001, "restart", TimeSpan.FromSeconds(15)).Within();

        Assert.Equal("in the works"u8.ToArray(), pair.Server.Message.ToArray());
        await atClient;
        await pair.Server.ReceiveClosureAsync();
        Assert.Equal(0, pool.Rented);
    }

    [Theory]
    [InlineData(PairKind.Plain)]
    [InlineData(PairKind.Frames)]
    public async Task A_large_buffer_goes_back_before_the_next_message(PairKind kind)
    {
        CountingPool pool = new();
        await using TransportPair pair = await TransportPair.CreateAsync(kind, new() { Pool = pool });
        Task<string> receiving = pair.Server.ReceiveTextAsync();
        await pair.Client.SendTextAsync(new string('b', 500_000));
        await receiving;
        Assert.Equal(1, pool.Rented);
        Assert.True(pool.LargestRent > 64 * 1024);

        ValueTask<bool> next = pair.Server.ReceiveAsync();

        Assert.Equal(0, pool.Rented);
        pair.Server.Abort();
        Assert.False(await next.Within());
    }
}
