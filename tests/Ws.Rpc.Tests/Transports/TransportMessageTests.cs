using System;
using System.Threading.Tasks;
using Ws.Rpc.Transports;
using Xunit;

namespace Ws.Rpc.Tests.Transports;

public sealed class TransportMessageTests
{
    [Theory]
    [InlineData(PairKind.Collecting)]
    [InlineData(PairKind.Plain)]
    [InlineData(PairKind.InMemory)]
    [InlineData(PairKind.Frames)]
    [InlineData(PairKind.FramesToSocket)]
    public async Task Messages_arrive_whole_and_in_order_when_many_share_a_flush(PairKind kind)
    {
        await using TransportPair pair = await TransportPair.CreateAsync(kind);
        for (int i = 0; i < 500; i++)
        {
            await pair.Server.WriteTextAsync($"message {i} {new string('x', i)}");
        }

        await pair.Server.FlushAsync().Within();

        for (int i = 0; i < 500; i++)
        {
            Assert.Equal($"message {i} {new string('x', i)}", await pair.Client.ReceiveTextAsync());
        }
    }

    [Theory]
    [InlineData(PairKind.Collecting)]
    [InlineData(PairKind.Plain)]
    [InlineData(PairKind.InMemory)]
    [InlineData(PairKind.Frames)]
    [InlineData(PairKind.FramesToSocket)]
    public async Task Empty_messages_are_messages(PairKind kind)
    {
        await using TransportPair pair = await TransportPair.CreateAsync(kind);
        await pair.Client.WriteTextAsync(string.Empty);
        await pair.Client.WriteTextAsync("between");
        await pair.Client.SendTextAsync(string.Empty);

        Assert.Equal(string.Empty, await pair.Server.ReceiveTextAsync());
        Assert.Equal("between", await pair.Server.ReceiveTextAsync());
        Assert.Equal(string.Empty, await pair.Server.ReceiveTextAsync());
    }

    [Theory]
    [InlineData(PairKind.Collecting)]
    [InlineData(PairKind.Plain)]
    [InlineData(PairKind.InMemory)]
    [InlineData(PairKind.Frames)]
    [InlineData(PairKind.FramesToSocket)]
    public async Task Every_length_arrives_whole_where_frames_and_buffers_change_their_size(PairKind kind)
    {
        await using TransportPair pair = await TransportPair.CreateAsync(kind);
        foreach (int center in new[] { 126, 139, 4 * 1024, 16 * 1024, 64 * 1024 })
        {
            for (int length = center - 2; length <= center + 2; length++)
            {
                string text = new((char)('a' + (length % 26)), length);
                Task<string> receiving = pair.Server.ReceiveTextAsync();
                await pair.Client.SendTextAsync(text);
                Assert.Equal(text, await receiving);
            }
        }
    }

    [Theory]
    [InlineData(PairKind.Collecting)]
    [InlineData(PairKind.Plain)]
    [InlineData(PairKind.InMemory)]
    [InlineData(PairKind.Frames)]
    [InlineData(PairKind.FramesToSocket)]
    public async Task A_message_of_the_longest_allowed_length_passes_both_ways(PairKind kind)
    {
        await using TransportPair pair = await TransportPair.CreateAsync(kind);
        string text = new('m', TransportOptions.Default.MaxMessageBytes);

        Task<string> atServer = pair.Server.ReceiveTextAsync();
        await pair.Client.SendTextAsync(text);
        Assert.Equal(text, await atServer);

        Task<string> atClient = pair.Client.ReceiveTextAsync();
        await pair.Server.SendTextAsync(text);
        Assert.Equal(text, await atClient);
    }

    [Theory]
    [InlineData(PairKind.Collecting)]
    [InlineData(PairKind.Plain)]
    [InlineData(PairKind.InMemory)]
    [InlineData(PairKind.Frames)]
    [InlineData(PairKind.FramesToSocket)]
    public async Task The_limit_is_exact(PairKind kind)
    {
        TransportOptions options = new() { MaxMessageBytes = 5000 };
        await using TransportPair pair = await TransportPair.CreateAsync(kind, options);
        Task<string> receiving = pair.Server.ReceiveTextAsync();
        await pair.Client.SendTextAsync(new string('n', 5000));
        Assert.Equal(5000, (await receiving).Length);

        Task<TransportClosure> refusing = pair.Server.ReceiveClosureAsync();
        await pair.Client.SendTextAsync(new string('n', 5001));
        TransportClosure atClient = await pair.Client.ReceiveClosureAsync();
        TransportClosure atServer = await refusing;

        Assert.Equal((TransportClosureKind.Peer, 1009), (atClient.Kind, atClient.CloseCode));
        Assert.Equal((TransportClosureKind.Violation, 1009), (atServer.Kind, atServer.CloseCode));
    }

    [Theory]
    [InlineData(PairKind.Collecting)]
    [InlineData(PairKind.InMemory)]
    [InlineData(PairKind.Frames)]
    [InlineData(PairKind.FramesToSocket)]
    public async Task Receiving_completes_at_once_when_a_message_has_been_read_already(PairKind kind)
    {
        await using TransportPair pair = await TransportPair.CreateAsync(kind);
        ValueTask<bool> first = pair.Server.ReceiveAsync();
        Assert.False(first.IsCompleted);
        for (int i = 0; i < 30; i++)
        {
            await pair.Client.WriteTextAsync(new string('s', 20 * i));
        }

        await pair.Client.FlushAsync().Within();

        Assert.True(await first.Within());
        for (int i = 1; i < 30; i++)
        {
            ValueTask<bool> next = pair.Server.ReceiveAsync();
            Assert.True(next.IsCompleted);
            Assert.True(await next);
            Assert.Equal(20 * i, pair.Server.Message.Length);
        }

        ValueTask<bool> none = pair.Server.ReceiveAsync();
        Assert.False(none.IsCompleted);
        pair.Server.Abort();
        Assert.False(await none.Within());
    }

    [Theory]
    [InlineData(PairKind.Collecting)]
    [InlineData(PairKind.Frames)]
    public async Task Many_messages_are_one_write_when_they_are_collected(PairKind kind)
    {
        await using TransportPair pair = await TransportPair.CreateAsync(kind);
        for (int i = 0; i < 100; i++)
        {
            await pair.Server.WriteTextAsync("twenty bytes of text");
        }

        Assert.Equal(0, pair.ServerStream!.Writes);
        Assert.Equal(100 * 22, pair.Server.UnflushedBytes);

        await pair.Server.FlushAsync().Within();

        Assert.Equal(1, pair.ServerStream.Writes);
        Assert.Equal(0, pair.Server.UnflushedBytes);
    }

    [Fact]
    public async Task Messages_are_sent_by_themselves_when_nothing_collects()
    {
        await using TransportPair pair = await TransportPair.CreateAsync(PairKind.Plain);
        await pair.Server.WriteTextAsync("one");
        await pair.Server.WriteTextAsync("two");

        Assert.Equal(0, pair.Server.UnflushedBytes);
        Assert.Equal("one", await pair.Client.ReceiveTextAsync());
        Assert.Equal("two", await pair.Client.ReceiveTextAsync());
    }

    [Fact]
    public async Task A_large_message_goes_out_behind_what_was_collected_and_is_not_copied()
    {
        CountingPool pool = new();
        await using TransportPair pair = await TransportPair.CreateAsync(PairKind.Collecting, new() { Pool = pool });
        await pair.Server.WriteTextAsync("first");
        Task<string> first = pair.Client.ReceiveTextAsync();
        await pair.Server.WriteTextAsync(new string('L', 300_000));

        Assert.Equal(2, pair.ServerStream!.Writes);
        Assert.Equal(0, pair.Server.UnflushedBytes);
        Assert.True(pool.LargestRent <= 64 * 1024);
        Assert.Equal("first", await first);
        Assert.Equal(300_000, (await pair.Client.ReceiveTextAsync()).Length);
    }

    [Fact]
    public async Task A_flush_waits_when_the_peer_does_not_read()
    {
        (IMessageTransport server, IMessageTransport client) =
            InMemoryTransport.CreatePair(TimeProvider.System, pendingBytes: 1000);
        await using (server)
        await using (client)
        {
            await server.WriteTextAsync(new string('w', 2000));
            ValueTask flushing = server.FlushAsync();
            Assert.False(flushing.IsCompleted);

            Assert.Equal(2000, (await client.ReceiveTextAsync()).Length);
            await flushing.Within();
        }
    }
}
