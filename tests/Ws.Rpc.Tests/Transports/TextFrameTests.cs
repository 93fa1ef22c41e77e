using System;
using System.Buffers;
using System.Globalization;
using System.IO;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Transports;
using Xunit;

namespace Ws.Rpc.Tests.Transports;

public sealed class TextFrameTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(200_000)]
    public async Task A_text_frame_has_the_bytes_that_the_socket_would_write(int length)
    {
        byte[] message = new byte[length];
        message.AsSpan().Fill((byte)'m');
        using MemoryStream expected = new();
        using WebSocket socket = WebSocket.CreateFromStream(expected, new WebSocketCreationOptions { IsServer = true });
        await socket.SendAsync(message.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

        using MemoryStream written = new();
        await using CollectingStream stream = new(written, ArrayPool<byte>.Shared);
        await stream.WriteTextAsync(message);
        await stream.FlushCollectedAsync();
        using MemoryStream framed = new();
        FrameSender sender = Sender(framed);
        await sender.WriteTextAsync(message);
        await sender.FlushAsync();

        Assert.Equal(expected.ToArray(), written.ToArray());
        Assert.Equal(expected.ToArray(), framed.ToArray());
    }

    [Theory]
    [InlineData(10)]
    [InlineData(70_000)]
    public async Task No_text_frame_follows_a_close_frame(int length)
    {
        using MemoryStream written = new();
        await using CollectingStream stream = new(written, ArrayPool<byte>.Shared);
        stream.StopCollecting();

        await Assert.ThrowsAsync<IOException>(async () => await stream.WriteTextAsync(new byte[length]));
        Assert.Equal(0, written.Length);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(70_000)]
    public async Task No_message_follows_a_close_frame(int length)
    {
        using MemoryStream written = new();
        FrameSender sender = Sender(written);
        await sender.SendCloseAsync(1000, string.Empty);
        byte[] closed = written.ToArray();

        await Assert.ThrowsAsync<IOException>(async () => await sender.WriteTextAsync(new byte[length]));
        await sender.FlushAsync();
        Assert.Equal(closed, written.ToArray());
    }

    [Fact]
    public async Task A_large_message_that_waited_for_its_turn_does_not_follow_a_close_frame()
    {
        using GatedStream stream = new();
        FrameSender sender = Sender(stream);
        await sender.WriteTextAsync(new byte[10]);
        Task flushing = sender.FlushAsync().AsTask();
        Task large = sender.WriteTextAsync(new byte[70_000]).AsTask();
        Task closing = sender.SendCloseAsync(1000, string.Empty).AsTask();
        Assert.False(large.IsCompleted || closing.IsCompleted);
        stream.Open();

        await Assert.ThrowsAsync<IOException>(() => large).Within();
        await Task.WhenAll(flushing, closing).Within();
        Assert.Equal(2 + 10 + 4, stream.Length);
    }

    [Theory]
    [InlineData(PairKind.Collecting)]
    [InlineData(PairKind.Frames)]
    public async Task Small_and_large_messages_keep_their_order_among_pongs(PairKind kind)
    {
        await using RawPeer peer = await RawPeer.ConnectAsync(kind);
        Task<TransportClosure> receiving = peer.Server.ReceiveClosureAsync();
        Task sending = Task.Run(async () =>
        {
            for (int i = 0; i < 200; i++)
            {
                await peer.Server.WriteTextAsync($"{i}:" + new string('x', i % 3 == 0 ? 70_000 : 20));
                if (i % 7 == 0)
                {
                    await peer.Server.FlushAsync();
                }
            }

            await peer.Server.FlushAsync();
        });
        Task pinging = Task.Run(async () =>
        {
            for (int i = 0; i < 200; i++)
            {
                await peer.SendAsync(TestFrame.Masked(TestFrame.Ping, $"{i}"));
            }
        });

        // A ping may be left without an answer where a later one has its own (RFC 6455 section 5.5.3).
        int messages = 0;
        int pong = -1;
        while (messages < 200 || pong < 199)
        {
            TestFrame frame = await peer.ReadFrameAsync();
            if (frame.Opcode == TestFrame.Pong)
            {
                int earlier = pong;
                pong = int.Parse(frame.PayloadText, CultureInfo.InvariantCulture);
                Assert.InRange(pong, earlier + 1, kind == PairKind.Frames ? 199 : earlier + 1);
            }
            else
            {
                Assert.StartsWith($"{messages++}:", frame.PayloadText);
            }
        }

        await sending;
        await pinging;
        peer.Server.Abort();
        await receiving;
    }

    [Theory]
    [InlineData(PairKind.Collecting)]
    [InlineData(PairKind.Frames)]
    public async Task A_message_after_the_peer_was_told_of_a_violation_is_refused(PairKind kind)
    {
        await using RawPeer peer = await RawPeer.ConnectAsync(kind);
        Task<TransportClosure> receiving = peer.Server.ReceiveClosureAsync();
        await peer.SendAsync(TestFrame.Masked(TestFrame.Continuation, "?"));
        Assert.Equal(1002, (await peer.ReadFrameAsync()).CloseCode);

        // The peer may read the close frame before the socket knows that it has sent it.
        await Assert.ThrowsAsync<IOException>(async () =>
        {
            while (true)
            {
                await peer.Server.SendTextAsync("late");
                await Task.Yield();
            }
        }).Within();

        await peer.Stream.DisposeAsync();
        Assert.Equal(TransportClosureKind.Violation, (await receiving).Kind);
    }

    private static FrameSender Sender(Stream stream) => new(stream, masks: false, ArrayPool<byte>.Shared, _ => { });

    /// <summary>Takes its first write only when it is told to.</summary>
    private sealed class GatedStream : MemoryStream
    {
        private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Open() => _opened.SetResult();

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await _opened.Task;
            await base.WriteAsync(buffer, cancellationToken);
        }
    }
}
