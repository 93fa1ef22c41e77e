using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using Ws.Rpc.Transports;
using Xunit;

namespace Ws.Rpc.Tests.Transports;

public sealed class RawFrameTests
{
    private static readonly TransportOptions s_small = new() { MaxMessageBytes = 1000, MaxDiscardedBytes = 50_000 };

    [Theory]
    [InlineData(PairKind.Collecting)]
    [InlineData(PairKind.Plain)]
    [InlineData(PairKind.Frames)]
    public async Task Fragments_are_put_together_and_a_ping_between_them_is_answered(PairKind kind)
    {
        await using RawPeer peer = await RawPeer.ConnectAsync(kind);
        await peer.SendAsync(
            TestFrame.Masked(TestFrame.Text, string.Empty, fin: false),
            TestFrame.Masked(TestFrame.Continuation, "frag", fin: false),
            TestFrame.Masked(TestFrame.Ping, "alive?"),
            TestFrame.Masked(TestFrame.Continuation, "ments", fin: false),
            TestFrame.Masked(TestFrame.Continuation, string.Empty));

        Assert.Equal("fragments", await peer.Server.ReceiveTextAsync());
        TestFrame pong = await peer.ReadFrameAsync();
        Assert.Equal((TestFrame.Pong, "alive?"), (pong.Opcode, pong.PayloadText));
    }

    [Theory]
    [InlineData(PairKind.Collecting)]
    [InlineData(PairKind.Plain)]
    [InlineData(PairKind.Frames)]
    public async Task A_message_that_arrives_byte_by_byte_is_whole(PairKind kind)
    {
        await using RawPeer peer = await RawPeer.ConnectAsync(kind);
        Task<string> receiving = peer.Server.ReceiveTextAsync();
        foreach (byte part in TestFrame.Masked(TestFrame.Text, new string('d', 300)))
        {
            await peer.Stream.WriteAsync(new[] { part });
        }

        Assert.Equal(new string('d', 300), await receiving);
    }

    [Theory]
    [InlineData(PairKind.Collecting)]
    [InlineData(PairKind.Plain)]
    [InlineData(PairKind.Frames)]
    public async Task A_ping_is_answered_when_nobody_flushes(PairKind kind)
    {
        await using RawPeer peer = await RawPeer.ConnectAsync(kind);
        Task<TransportClosure> receiving = peer.Server.ReceiveClosureAsync();
        await peer.Server.SendTextAsync(new string('L', 100_000));
        Task sending = peer.SendAsync(TestFrame.Masked(TestFrame.Ping, "1")).AsTask();

        Assert.Equal(100_000, (await peer.ReadFrameAsync()).Payload.Length);
        Assert.Equal("1", (await peer.ReadFrameAsync()).PayloadText);
        await sending;

        await peer.Server.SendTextAsync("flushed");
        await peer.SendAsync(TestFrame.Masked(TestFrame.Ping, "2"));
        Assert.Equal("flushed", (await peer.ReadFrameAsync()).PayloadText);
        Assert.Equal("2", (await peer.ReadFrameAsync()).PayloadText);
        peer.Server.Abort();
        await receiving;
    }

    [Theory]
    [InlineData(PairKind.Collecting)]
    [InlineData(PairKind.Frames)]
    public async Task A_ping_while_collecting_is_answered_with_the_flush(PairKind kind)
    {
        await using RawPeer peer = await RawPeer.ConnectAsync(kind);
        await peer.Server.WriteTextAsync("before");
        await peer.SendAsync(TestFrame.Masked(TestFrame.Ping, "p"), TestFrame.Masked(TestFrame.Text, "seen"));
        Assert.Equal("seen", await peer.Server.ReceiveTextAsync());
        Assert.Equal(0, peer.ServerStream.Writes);

        await peer.Server.SendTextAsync("after");

        Assert.Equal(1, peer.ServerStream.Writes);
        Assert.Equal("before", (await peer.ReadFrameAsync()).PayloadText);
        Assert.Equal((TestFrame.Pong, "p"), ((await peer.ReadFrameAsync()) is { } f ? (f.Opcode, f.PayloadText) : default));
        Assert.Equal("after", (await peer.ReadFrameAsync()).PayloadText);
    }

    [Theory]
    [InlineData(PairKind.Collecting)]
    [InlineData(PairKind.Plain)]
    [InlineData(PairKind.Frames)]
    public async Task A_binary_message_closes_with_1003(PairKind kind)
    {
        await using RawPeer peer = await RawPeer.ConnectAsync(kind);
        Task<TransportClosure> receiving = peer.Server.ReceiveClosureAsync();
        await peer.SendAsync(TestFrame.Masked(TestFrame.Binary, "binary"), TestFrame.Masked(TestFrame.Text, "more"));

        Assert.Equal(1003, (await peer.ReadCloseAsync()).CloseCode);
        Assert.Equal((TransportClosureKind.Violation, 1003), ((await receiving).Kind, (await receiving).CloseCode));
    }

    [Theory]
    [InlineData(PairKind.Collecting)]
    [InlineData(PairKind.Plain)]
    [InlineData(PairKind.Frames)]
    public async Task Fragments_beyond_the_limit_close_with_1009(PairKind kind)
    {
        await using RawPeer peer = await RawPeer.ConnectAsync(kind, s_small);
        Task<TransportClosure> receiving = peer.Server.ReceiveClosureAsync();
        await peer.SendAsync(
            TestFrame.Masked(TestFrame.Text, new string('1', 600), fin: false),
            TestFrame.Masked(TestFrame.Continuation, new string('2', 600), fin: false));

        Assert.Equal(1009, (await peer.ReadCloseAsync()).CloseCode);
        Assert.Equal((TransportClosureKind.Violation, 1009), ((await receiving).Kind, (await receiving).CloseCode));
    }

    [Theory]
    [InlineData(PairKind.Collecting)]
    [InlineData(PairKind.Plain)]
    [InlineData(PairKind.Frames)]
    public async Task A_declared_length_is_not_believed(PairKind kind)
    {
        CountingPool pool = new();
        FakeTimeProvider time = new();
        await using RawPeer peer = await RawPeer.ConnectAsync(kind, s_small with { Pool = pool }, time);
        Task<TransportClosure> receiving = peer.Server.ReceiveClosureAsync();
        await peer.SendAsync(TestFrame.Header(TestFrame.Text, 1L << 62, fin: true, mask: new byte[4]), new byte[1001]);

        Assert.Equal(1009, (await peer.ReadFrameAsync()).CloseCode);
        Assert.False(receiving.IsCompleted);
        time.Advance(s_small.LingerTimeout);

        Assert.Equal(TransportClosureKind.Violation, (await receiving).Kind);
        Assert.True(pool.LargestRent <= 16 * 1024);
        Assert.Equal(0, pool.Rented);
    }

    [Theory]
    [InlineData(PairKind.Collecting)]
    [InlineData(PairKind.Plain)]
    [InlineData(PairKind.Frames)]
    public async Task A_violator_who_goes_on_sending_is_cut(PairKind kind)
    {
        await using RawPeer peer = await RawPeer.ConnectAsync(kind, s_small, new FakeTimeProvider());
        Task<TransportClosure> receiving = peer.Server.ReceiveClosureAsync();
        await peer.SendAsync(
            TestFrame.Header(TestFrame.Text, 1L << 40, fin: true, mask: new byte[4]),
            new byte[s_small.MaxDiscardedBytes + 10_000]);

        Assert.Equal((TransportClosureKind.Violation, 1009), ((await receiving).Kind, (await receiving).CloseCode));
    }

    [Theory]
    [InlineData(PairKind.Collecting)]
    [InlineData(PairKind.Plain)]
    [InlineData(PairKind.Frames)]
    public async Task Empty_fragments_without_end_close_with_1008(PairKind kind)
    {
        await using RawPeer peer = await RawPeer.ConnectAsync(kind);
        Task<TransportClosure> receiving = peer.Server.ReceiveClosureAsync();
        byte[] empty = TestFrame.Masked(TestFrame.Continuation, string.Empty, fin: false);
        await peer.SendAsync(
            [TestFrame.Masked(TestFrame.Text, string.Empty, fin: false), .. Enumerable.Repeat(empty, 300)]);

        Assert.Equal(1008, (await peer.ReadCloseAsync()).CloseCode);
        Assert.Equal((TransportClosureKind.Violation, 1008), ((await receiving).Kind, (await receiving).CloseCode));
    }

    private static readonly (string What, byte[] Bytes, int Code)[] s_violations =
    [
        ("bad UTF-8", TestFrame.Masked(TestFrame.Text, [0x61, 0xC3, 0x28]), 1007),
        ("cut UTF-8", TestFrame.Masked(TestFrame.Text, [0x61, 0xE2, 0x82]), 1007),
        ("reserved bits", [0xF1, 0x80, 0, 0, 0, 0], 1002),
        ("unknown opcode", TestFrame.Masked(0x3, "?"), 1002),
        ("nothing to continue", TestFrame.Masked(TestFrame.Continuation, "?"), 1002),
        ("fragmented ping", TestFrame.Masked(TestFrame.Ping, "?", fin: false), 1002),
        ("long ping", TestFrame.Masked(TestFrame.Ping, new byte[126]), 1002),
        ("unmasked text", [0x81, 0x01, 0x61, 0, 0, 0], 1002),
    ];

    public static TheoryData<PairKind, string, byte[], int> Violations
    {
        get
        {
            TheoryData<PairKind, string, byte[], int> rows = [];
            foreach ((string what, byte[] bytes, int code) in s_violations)
            {
                rows.Add(PairKind.Collecting, what, bytes, code);
                rows.Add(PairKind.Frames, what, bytes, code);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Violations))]
    public async Task A_violation_is_told_by_a_close_frame_and_not_by_a_reset(PairKind kind, string what, byte[] bytes, int code)
    {
        Assert.NotEmpty(what);
        await using RawPeer peer = await RawPeer.ConnectAsync(kind, time: new FakeTimeProvider());
        Task<TransportClosure> receiving = peer.Server.ReceiveClosureAsync();
        await peer.Server.WriteTextAsync("unflushed");
        await peer.SendAsync(bytes, new byte[20_000]);

        Assert.Equal("unflushed", (await peer.ReadFrameAsync()).PayloadText);
        Assert.Equal(code, (await peer.ReadFrameAsync()).CloseCode);
        Assert.False(receiving.IsCompleted);
        await peer.Stream.DisposeAsync();

        Assert.Equal((TransportClosureKind.Violation, code), ((await receiving).Kind, (await receiving).CloseCode));
    }

    [Theory]
    [InlineData(PairKind.Collecting)]
    [InlineData(PairKind.Plain)]
    [InlineData(PairKind.Frames)]
    public async Task A_broken_close_frame_is_a_violation(PairKind kind)
    {
        await using RawPeer peer = await RawPeer.ConnectAsync(kind);
        await peer.SendAsync(TestFrame.Masked(TestFrame.Close, [3]));

        TransportClosure closure = await peer.Server.ReceiveClosureAsync();

        Assert.Equal((TransportClosureKind.Violation, 1002), (closure.Kind, closure.CloseCode));
        Assert.Equal(1002, (await peer.ReadFrameAsync()).CloseCode);
    }

    [Theory]
    [InlineData(PairKind.Collecting)]
    [InlineData(PairKind.Plain)]
    [InlineData(PairKind.Frames)]
    public async Task A_violation_without_a_reading_peer_ends_at_the_deadline(PairKind kind)
    {
        FakeTimeProvider time = new();
        await using RawPeer peer = await RawPeer.ConnectAsync(kind, time: time);
        Task<TransportClosure> receiving = peer.Server.ReceiveClosureAsync();
        await peer.SendAsync(TestFrame.Masked(TestFrame.Binary, "binary"));
        Assert.Equal(1003, (await peer.ReadFrameAsync()).CloseCode);

        time.Advance(TransportOptions.Default.LingerTimeout - TimeSpan.FromMilliseconds(1));
        Assert.False(receiving.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal((TransportClosureKind.Violation, 1003), ((await receiving).Kind, (await receiving).CloseCode));
        Assert.Null(await TestFrame.ReadAsync(peer.Stream).Within());
    }

    [Theory]
    [InlineData(PairKind.Collecting)]
    [InlineData(PairKind.Plain)]
    [InlineData(PairKind.Frames)]
    public async Task A_close_frame_is_answered_with_its_code(PairKind kind)
    {
        await using RawPeer peer = await RawPeer.ConnectAsync(kind);
        await peer.Server.WriteTextAsync("unflushed");
        await peer.SendAsync(TestFrame.MaskedClose(4001, "enough"));

        TransportClosure closure = await peer.Server.ReceiveClosureAsync();

        Assert.Equal(new TransportClosure(TransportClosureKind.Peer, 4001, "enough"), closure);
        Assert.Equal("unflushed", (await peer.ReadFrameAsync()).PayloadText);
        Assert.Equal(4001, (await peer.ReadFrameAsync()).CloseCode);
        Assert.Null(await TestFrame.ReadAsync(peer.Stream).Within());
    }

    [Theory]
    [InlineData(PairKind.Collecting)]
    [InlineData(PairKind.Plain)]
    [InlineData(PairKind.Frames)]
    public async Task An_end_without_a_close_frame_is_a_loss(PairKind kind)
    {
        CountingPool pool = new();
        await using RawPeer peer = await RawPeer.ConnectAsync(kind, new() { Pool = pool });
        await peer.SendAsync(TestFrame.Masked(TestFrame.Text, "half of a message")[..10]);
        await peer.Stream.DisposeAsync();

        TransportClosure closure = await peer.Server.ReceiveClosureAsync();

        Assert.Equal((TransportClosureKind.Lost, 1006), (closure.Kind, closure.CloseCode));
        Assert.Equal(0, pool.Rented);
    }
}
