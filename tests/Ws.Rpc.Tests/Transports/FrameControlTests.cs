using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using Ws.Rpc.Transports;
using Xunit;

namespace Ws.Rpc.Tests.Transports;

/// <summary>Pings, pongs and keep-alive of frames of our own.</summary>
public sealed class FrameControlTests
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_flood_of_pings_to_one_who_cannot_send_costs_no_memory_and_the_newest_is_answered()
    {
        CountingPool pool = new();
        await using RawPeer peer = await RawPeer.ConnectAsync(PairKind.Frames, new() { Pool = pool });
        peer.ServerStream.HoldWrites();
        Task<string> receiving = peer.Server.ReceiveTextAsync();
        byte[] flood = [.. Enumerable.Range(0, 5000).SelectMany(i => TestFrame.Masked(TestFrame.Ping, $"{i:D100}"))];
        await peer.SendAsync(flood, TestFrame.Masked(TestFrame.Text, "behind"));

        Assert.Equal("behind", await receiving);
        Assert.Equal(0, peer.Server.UnflushedBytes);
        Assert.True(pool.LargestRent <= 16 * 1024);
        peer.ServerStream.LetWritesGo();

        Assert.Equal($"{0:D100}", (await peer.ReadFrameAsync()).PayloadText);
        Assert.Equal($"{4999:D100}", (await peer.ReadFrameAsync()).PayloadText);
        await peer.Server.SendTextAsync("nothing between");
        Assert.Equal("nothing between", (await peer.ReadFrameAsync()).PayloadText);
    }

    [Fact]
    public async Task A_flood_of_pings_before_a_flush_is_answered_by_the_first_and_the_newest()
    {
        await using RawPeer peer = await RawPeer.ConnectAsync(PairKind.Frames);
        await peer.Server.WriteTextAsync("unflushed");
        int unflushed = peer.Server.UnflushedBytes;
        byte[] flood = [.. Enumerable.Range(0, 1000).SelectMany(i => TestFrame.Masked(TestFrame.Ping, $"{i:D4}"))];
        await peer.SendAsync(flood, TestFrame.Masked(TestFrame.Text, "behind"));
        Assert.Equal("behind", await peer.Server.ReceiveTextAsync());
        Assert.Equal(unflushed + 6, peer.Server.UnflushedBytes);

        await peer.Server.FlushAsync();

        Assert.Equal("unflushed", (await peer.ReadFrameAsync()).PayloadText);
        Assert.Equal("0000", (await peer.ReadFrameAsync()).PayloadText);
        Assert.Equal("0999", (await peer.ReadFrameAsync()).PayloadText);
    }

    [Fact]
    public async Task A_silent_connection_sends_a_pong_each_interval_when_no_answer_is_expected()
    {
        FakeTimeProvider time = new();
        await using RawPeer peer = await RawPeer.ConnectAsync(PairKind.Frames, new() { KeepAliveInterval = s_interval }, time);
        for (int i = 0; i < 3; i++)
        {
            time.Advance(s_interval);
            TestFrame frame = await peer.ReadFrameAsync();
            Assert.Equal((TestFrame.Pong, 0), (frame.Opcode, frame.Payload.Length));
        }
    }

    [Fact]
    public async Task A_peer_that_does_not_answer_a_ping_is_cut()
    {
        FakeTimeProvider time = new();
        await using RawPeer peer = await ConnectAsync(time);
        Task<TransportClosure> receiving = peer.Server.ReceiveClosureAsync();

        time.Advance(s_interval);
        Assert.Equal(TestFrame.Ping, (await peer.ReadFrameAsync()).Opcode);
        time.Advance(s_timeout - TimeSpan.FromMilliseconds(1));
        Assert.False(receiving.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));

        TransportClosure closure = await receiving;
        Assert.Equal((TransportClosureKind.Lost, 1006), (closure.Kind, closure.CloseCode));
        Assert.IsType<TimeoutException>(closure.Exception);
        Assert.Null(await TestFrame.ReadAsync(peer.Stream).Within());
    }

    [Theory]
    [InlineData(TestFrame.Pong)]
    [InlineData(TestFrame.Ping)]
    [InlineData(TestFrame.Text)]
    public async Task Whatever_comes_in_time_keeps_the_connection(int opcode)
    {
        FakeTimeProvider time = new();
        await using RawPeer peer = await ConnectAsync(time);
        for (int i = 0; i < 3; i++)
        {
            // Heard or not, the first interval ends with a question unless something came.
            time.Advance(s_interval);
            Assert.Equal(TestFrame.Ping, (await peer.ReadFrameAsync()).Opcode);
            await peer.SendAsync(TestFrame.Masked(opcode, "here"), TestFrame.Masked(TestFrame.Text, "read"));
            while (await peer.Server.ReceiveTextAsync() != "read")
            {
            }

            if (opcode == TestFrame.Ping)
            {
                Assert.Equal(TestFrame.Pong, (await peer.ReadFrameAsync()).Opcode);
            }

            time.Advance(s_timeout);
        }

        await peer.Server.SendTextAsync("alive");
        Assert.Equal("alive", (await peer.ReadFrameAsync()).PayloadText);
    }

    [Fact]
    public async Task A_connection_that_is_not_silent_is_not_asked()
    {
        FakeTimeProvider time = new();
        await using RawPeer peer = await ConnectAsync(time);
        for (int i = 0; i < 3; i++)
        {
            await peer.SendAsync(TestFrame.Masked(TestFrame.Text, "busy"));
            await peer.Server.ReceiveTextAsync();
            time.Advance(s_interval);
        }

        await peer.Server.SendTextAsync("first");
        Assert.Equal("first", (await peer.ReadFrameAsync()).PayloadText);
    }

    private static Task<RawPeer> ConnectAsync(FakeTimeProvider time) => RawPeer.ConnectAsync(
        PairKind.Frames, new() { KeepAliveInterval = s_interval, KeepAliveTimeout = s_timeout }, time);
}
