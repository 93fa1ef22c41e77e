using System;
using System.Buffers;
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

        Assert.Equal(expected.ToArray(), written.ToArray());
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

    [Fact]
    public async Task Small_and_large_messages_keep_their_order_among_pongs()
    {
        await using RawPeer peer = await RawPeer.ConnectAsync(PairKind.Collecting);
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

        int messages = 0;
        int pongs = 0;
        while (messages < 200 || pongs < 200)
        {
            TestFrame frame = await peer.ReadFrameAsync();
            int expected = frame.Opcode == TestFrame.Pong ? pongs++ : messages++;
            Assert.StartsWith(frame.Opcode == TestFrame.Pong ? $"{expected}" : $"{expected}:", frame.PayloadText);
        }

        await sending;
        await pinging;
        peer.Server.Abort();
        await receiving;
    }

    [Fact]
    public async Task A_message_after_the_socket_has_told_of_a_violation_is_refused()
    {
        await using RawPeer peer = await RawPeer.ConnectAsync(PairKind.Collecting);
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
}
