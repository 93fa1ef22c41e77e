using System;
using System.Text;
using System.Threading.Tasks;
using Ws.Rpc.Transports;
using Xunit;

namespace Ws.Rpc.Tests.Transports;

public sealed class MessageDeadlineTests
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(10);
    private static readonly TransportOptions s_options = new() { MessageTimeout = s_timeout };

    [Theory]
    [InlineData(PairKind.Collecting)]
    [InlineData(PairKind.Plain)]
    [InlineData(PairKind.Frames)]
    public async Task A_frame_that_does_not_end_closes_the_connection(PairKind kind)
    {
        var time = new TimerWatch();
        await using RawPeer peer = await RawPeer.ConnectAsync(kind, s_options, time);
        Task<TransportClosure> receiving = peer.Server.ReceiveClosureAsync();
        await peer.Stream.WriteAsync(TestFrame.Masked(TestFrame.Text, "a whole sentence").AsMemory(0, 12));
        await time.NextTimerAsync();

        time.Advance(s_timeout - TimeSpan.FromMilliseconds(1));
        Assert.False(receiving.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(1008, (await peer.ReadFrameAsync()).CloseCode);

        // The rest never comes, nor does an answer to the close frame: the linger's end is the connection's.
        await time.NextTimerAsync();
        time.Advance(s_options.LingerTimeout);
        TransportClosure closure = await receiving;
        Assert.Equal((TransportClosureKind.Violation, 1008), (closure.Kind, closure.CloseCode));
        Assert.Equal("A message may take at most 10 s to arrive.", closure.Description);
    }

    [Theory]
    [InlineData(PairKind.Collecting)]
    [InlineData(PairKind.Plain)]
    [InlineData(PairKind.Frames)]
    public async Task Pieces_and_pings_do_not_put_it_off(PairKind kind)
    {
        var time = new TimerWatch();
        await using RawPeer peer = await RawPeer.ConnectAsync(kind, s_options, time);
        Task<TransportClosure> receiving = peer.Server.ReceiveClosureAsync();
        await peer.SendAsync(TestFrame.Masked(TestFrame.Text, "0", fin: false));
        await time.NextTimerAsync();
        for (int i = 1; i < 10; i++)
        {
            time.Advance(s_timeout / 10);
            await peer.SendAsync(
                TestFrame.Masked(TestFrame.Continuation, "x", fin: false), TestFrame.Masked(TestFrame.Ping, $"{i}"));
            Assert.Equal($"{i}", Encoding.UTF8.GetString((await peer.ReadFrameAsync()).Payload));
        }

        Assert.False(receiving.IsCompleted);
        time.Advance(s_timeout / 10);

        Assert.Equal(1008, (await peer.ReadCloseAsync()).CloseCode);
        Assert.Equal(1008, (await receiving).CloseCode);
    }

    [Theory]
    [InlineData(PairKind.Collecting)]
    [InlineData(PairKind.Plain)]
    [InlineData(PairKind.Frames)]
    public async Task Each_message_has_its_own_and_none_runs_between_them(PairKind kind)
    {
        var time = new TimerWatch();
        await using RawPeer peer = await RawPeer.ConnectAsync(kind, s_options, time);
        for (int i = 0; i < 3; i++)
        {
            Task<string> receiving = peer.Server.ReceiveTextAsync();
            await peer.SendAsync(TestFrame.Masked(TestFrame.Text, "a", fin: false), TestFrame.Masked(TestFrame.Ping, "1"));
            await peer.ReadFrameAsync();
            time.Advance(s_timeout * 0.9);
            await peer.SendAsync(TestFrame.Masked(TestFrame.Continuation, "b"));
            Assert.Equal("ab", await receiving);
            time.Advance(s_timeout * 2);
        }

        await peer.Server.SendTextAsync("alive");
        Assert.Equal("alive", (await peer.ReadFrameAsync()).PayloadText);
    }
}
