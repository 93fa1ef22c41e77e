using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace Ws.Rpc.Testing.Tests.Network;

public sealed class NetworkDirectionTests : IAsyncDisposable
{
    private readonly FakeClock _clock = new();
    private readonly EchoNetwork _echo;

    public NetworkDirectionTests() => _echo = new EchoNetwork(_clock);

    public ValueTask DisposeAsync() => _echo.DisposeAsync();

    [Fact]
    public async Task Bytes_pass_both_ways_and_are_counted()
    {
        Stream client = await _echo.ConnectAsync();

        Assert.Equal("hello", await EchoAsync(client, "hello"));

        Assert.Equal((5, 5), (_echo.Last.ToServer.SentBytes, _echo.Last.ToServer.DeliveredBytes));
        Assert.Equal((5, 5), (_echo.Last.ToClient.SentBytes, _echo.Last.ToClient.DeliveredBytes));
    }

    [Fact]
    public async Task Delayed_bytes_arrive_when_the_clock_says_so()
    {
        Stream client = await _echo.ConnectAsync();
        _echo.Last.ToServer.Delay = TimeSpan.FromMilliseconds(100);
        Task<string> echo = EchoAsync(client, "hello");
        await _clock.WaitForTimerAsync(TimeSpan.FromMilliseconds(100)).Within();

        _clock.Advance(TimeSpan.FromMilliseconds(99));
        Assert.Equal((5, 0), (_echo.Last.ToServer.SentBytes, _echo.Last.ToServer.DeliveredBytes));
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal("hello", await echo.Within());
    }

    [Fact]
    public async Task Jitter_reorders_nothing()
    {
        Stream client = await _echo.ConnectAsync();
        _echo.Last.ToServer.Jitter = TimeSpan.FromMilliseconds(50);
        for (int i = 0; i < 100; i++)
        {
            await client.WriteAsync(new byte[] { (byte)i });
        }

        byte[] received = new byte[100];
        Task reading = client.ReadExactlyAsync(received).AsTask();
        while (!reading.IsCompleted)
        {
            Task waiting = _clock.WaitForTimerAsync(TimeSpan.FromMilliseconds(50));
            await Task.WhenAny(waiting, reading).Within();
            _clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(Enumerable.Range(0, 100).Select(i => (byte)i), received);
    }

    [Fact]
    public async Task Stalled_bytes_arrive_once_it_goes_on()
    {
        Stream client = await _echo.ConnectAsync();
        _echo.Last.ToClient.Stall();
        Task<string> echo = EchoAsync(client, "hello");
        await _echo.Served(5).Within();
        Assert.False(echo.IsCompleted);

        _echo.Last.ToClient.GoOn();

        Assert.Equal("hello", await echo.Within());
    }

    [Fact]
    public async Task Writer_waits_when_the_reader_does_not_read()
    {
        Stream client = await _echo.ConnectAsync();
        _echo.Last.ToServer.Stall();
        Task writing = client.WriteAsync(new byte[64 * 1024 + 1]).AsTask();

        Assert.False(writing.IsCompleted);
        Assert.Equal(64 * 1024, _echo.Last.ToServer.SentBytes);
        _echo.Last.ToServer.GoOn();

        await writing.Within();
    }

    [Fact]
    public async Task Dropped_bytes_vanish_and_nobody_is_told()
    {
        Stream client = await _echo.ConnectAsync();
        Assert.Equal("a", await EchoAsync(client, "a"));
        _echo.Last.ToServer.Drop();

        await client.WriteAsync(new byte[1024 * 1024]).Within();

        Assert.Equal(1, _echo.Last.ToServer.DeliveredBytes);
        Assert.False(_echo.Ended.IsCompleted);
    }

    [Theory]
    [InlineData(NetworkFault.Close, 0)]
    [InlineData(NetworkFault.Close, 7)]
    [InlineData(NetworkFault.Reset, 7)]
    public async Task Connection_is_cut_behind_exactly_so_many_bytes(NetworkFault fault, int position)
    {
        _echo.Network.Script = connection => connection.ToServer.At(position, fault);
        Stream client = await _echo.ConnectAsync();

        Task writing = client.WriteAsync(new byte[100]).AsTask();
        Task<Exception?> writer = Record.ExceptionAsync(() => writing).Within()!;
        Exception? serverSaw = await _echo.Ended.Within();

        Assert.Equal(position, _echo.Last.ToServer.DeliveredBytes);
        Assert.Equal(fault == NetworkFault.Reset, serverSaw is IOException);
        Assert.True(await writer is null or IOException);
        await Assert.ThrowsAsync<IOException>(() => client.WriteAsync(new byte[1]).Within());
    }

    [Fact]
    public async Task Server_keeps_a_connection_that_only_the_client_lost()
    {
        Stream client = await _echo.ConnectAsync();
        Assert.Equal("a", await EchoAsync(client, "a"));

        _echo.Last.Fail(NetworkFault.ResetClient);

        await Assert.ThrowsAsync<IOException>(() => client.ReadAsync(new byte[1]).Within());
        client.Dispose();
        Assert.False(_echo.Ended.IsCompleted);
        Stream second = await _echo.ConnectAsync();
        Assert.Equal("b", await EchoAsync(second, "b"));
    }

    [Fact]
    public async Task Client_keeps_a_connection_that_only_the_server_lost()
    {
        Stream client = await _echo.ConnectAsync();

        _echo.Last.Fail(NetworkFault.ResetServer);

        Assert.IsType<IOException>(await _echo.Ended.Within(), exactMatch: false);
        await client.WriteAsync(new byte[100]).Within();
        Assert.False(client.ReadAsync(new byte[1]).AsTask().IsCompleted);
    }

    [Fact]
    public async Task Ended_direction_leaves_the_other_alone()
    {
        Stream client = await _echo.ConnectAsync();
        await client.WriteAsync("bye"u8.ToArray());

        _echo.Last.ToServer.End();

        byte[] received = new byte[3];
        await client.ReadExactlyAsync(received).Within();
        Assert.Null(await _echo.Ended.Within());
    }

    [Fact]
    public async Task Chunks_come_in_the_same_sizes_for_the_same_seed()
    {
        List<int> sizes = await SizesAsync(seed: 5);

        Assert.All(sizes, size => Assert.InRange(size, 1, 10));
        Assert.True(sizes.Distinct().Count() > 3);
        Assert.Equal(sizes, await SizesAsync(seed: 5));
        Assert.NotEqual(sizes, await SizesAsync(seed: 6));
    }

    private static async Task<List<int>> SizesAsync(int seed)
    {
        await using EchoNetwork echo = new(TimeProvider.System, seed);
        echo.Network.Script = connection => connection.ToClient.MaxChunk = 10;
        Stream client = await echo.ConnectAsync();
        await client.WriteAsync(new byte[500]);
        await echo.Served(500).Within();
        List<int> sizes = [];
        for (int total = 0; total < 500; total += sizes[^1])
        {
            sizes.Add(await client.ReadAsync(new byte[500]).Within());
        }

        return sizes;
    }

    private static async Task<string> EchoAsync(Stream stream, string text)
    {
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(text);
        await stream.WriteAsync(bytes);
        byte[] received = new byte[bytes.Length];
        await stream.ReadExactlyAsync(received).Within();
        return System.Text.Encoding.UTF8.GetString(received);
    }
}
