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

            // What came last is then nearly as old as it may be when the next question is due to be answered.
            time.Advance(s_timeout - TimeSpan.FromMilliseconds(1));
        }

        await peer.Server.SendTextAsync("alive");
        Assert.Equal("alive", (await peer.ReadFrameAsync()).PayloadText);
    }

    [Fact]
    public async Task A_peer_that_falls_silent_behind_a_question_is_cut_when_interval_and_timeout_have_passed()
    {
        FakeTimeProvider time = new();
        await using RawPeer peer = await ConnectAsync(time);
        time.Advance(s_interval);
        Assert.Equal(TestFrame.Ping, (await peer.ReadFrameAsync()).Opcode);
        time.Advance(TimeSpan.FromSeconds(1));
        await peer.SendAsync(TestFrame.Masked(TestFrame.Text, "last"));
        await peer.Server.ReceiveTextAsync();
        Task<TransportClosure> receiving = peer.Server.ReceiveClosureAsync();

        time.Advance(s_interval + s_timeout - TimeSpan.FromMilliseconds(1));
        Assert.False(receiving.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.IsType<TimeoutException>((await receiving).Exception);
    }

    [Fact]
    public async Task After_a_time_in_which_nothing_ran_a_peer_that_is_asked_first_is_not_given_up()
    {
        FakeTimeProvider time = new();
        await using RawPeer peer = await ConnectAsync(time, asksFirst: true);
        time.Advance(TimeSpan.FromHours(1));
        TestFrame ping = await peer.ReadFrameAsync();
        Assert.Equal(TestFrame.Ping, ping.Opcode);
        time.Advance(s_timeout - TimeSpan.FromMilliseconds(1));
        await AnswerAsync(peer, ping.PayloadText);

        await peer.Server.SendTextAsync("alive");
        TestFrame next = await peer.ReadFrameAsync();
        while (next.Opcode == TestFrame.Ping)
        {
            next = await peer.ReadFrameAsync();
        }

        Assert.Equal("alive", next.PayloadText);
    }

    [Fact]
    public async Task A_peer_that_is_asked_first_is_cut_a_timeout_behind_the_first_question_without_answer()
    {
        FakeTimeProvider time = new();
        await using RawPeer peer = await ConnectAsync(time, asksFirst: true);
        time.Advance(s_interval);
        TestFrame ping = await peer.ReadFrameAsync();
        time.Advance(TimeSpan.FromMilliseconds(1));
        await AnswerAsync(peer, ping.PayloadText);
        Task<TransportClosure> receiving = peer.Server.ReceiveClosureAsync();

        time.Advance(s_interval);
        Assert.Equal(TestFrame.Ping, (await peer.ReadFrameAsync()).Opcode);
        for (TimeSpan left = s_timeout - TimeSpan.FromMilliseconds(1); left > TimeSpan.Zero; left -= s_interval)
        {
            time.Advance(left < s_interval ? left : s_interval);
            Assert.False(receiving.IsCompleted);
        }

        time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.IsType<TimeoutException>((await receiving.Within()).Exception);
    }

    [Fact]
    public async Task A_pong_that_answers_tells_the_latency_and_no_other_does()
    {
        FakeTimeProvider time = new();
        await using RawPeer peer = await ConnectAsync(time);
        Assert.Null(peer.Server.Latency);
        time.Advance(s_interval);
        TestFrame ping = await peer.ReadFrameAsync();

        await AnswerAsync(peer, "");
        await AnswerAsync(peer, "12345678");
        Assert.Null(peer.Server.Latency);
        time.Advance(TimeSpan.FromMilliseconds(70));
        await AnswerAsync(peer, ping.PayloadText);
        Assert.Equal(TimeSpan.FromMilliseconds(70), peer.Server.Latency);

        time.Advance(TimeSpan.FromMilliseconds(10));
        await AnswerAsync(peer, ping.PayloadText);
        Assert.Equal(TimeSpan.FromMilliseconds(70), peer.Server.Latency);
    }

    [Fact]
    public async Task A_busy_connection_is_timed_too()
    {
        FakeTimeProvider time = new();
        await using RawPeer peer = await ConnectAsync(time);
        for (int i = 1; i <= 3; i++)
        {
            await peer.SendAsync(TestFrame.Masked(TestFrame.Text, "busy"));
            await peer.Server.ReceiveTextAsync();
            time.Advance(s_interval);
            TestFrame ping = await peer.ReadFrameAsync();
            Assert.Equal(TestFrame.Ping, ping.Opcode);
            time.Advance(TimeSpan.FromMilliseconds(i));
            await AnswerAsync(peer, ping.PayloadText);
            Assert.Equal(TimeSpan.FromMilliseconds(i), peer.Server.Latency);
        }
    }

    // The text behind it tells that the pong has been read.
    private static async Task AnswerAsync(RawPeer peer, string payload)
    {
        await peer.SendAsync(TestFrame.Masked(TestFrame.Pong, payload), TestFrame.Masked(TestFrame.Text, "read"));
        await peer.Server.ReceiveTextAsync();
    }

    private static Task<RawPeer> ConnectAsync(FakeTimeProvider time, bool asksFirst = false) => RawPeer.ConnectAsync(
        PairKind.Frames,
        new() { KeepAliveInterval = s_interval, KeepAliveTimeout = s_timeout, AsksBeforeGivingUp = asksFirst },
        time);
}
