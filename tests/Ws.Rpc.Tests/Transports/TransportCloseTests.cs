using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using Ws.Rpc.Transports;
using Xunit;

namespace Ws.Rpc.Tests.Transports;

public sealed class TransportCloseTests
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(15);

    [Theory]
    [InlineData(PairKind.Collecting, true)]
    [InlineData(PairKind.Collecting, false)]
    [InlineData(PairKind.Plain, true)]
    [InlineData(PairKind.Plain, false)]
    [InlineData(PairKind.InMemory, true)]
    [InlineData(PairKind.InMemory, false)]
    [InlineData(PairKind.Frames, true)]
    [InlineData(PairKind.Frames, false)]
    [InlineData(PairKind.FramesToSocket, true)]
    [InlineData(PairKind.FramesToSocket, false)]
    public async Task Both_sides_learn_who_closed_and_why(PairKind kind, bool serverCloses)
    {
        await using TransportPair pair = await TransportPair.CreateAsync(kind);
        (IMessageTransport closing, IMessageTransport other) =
            serverCloses ? (pair.Server, pair.Client) : (pair.Client, pair.Server);
        Task<TransportClosure> atOther = other.ReceiveClosureAsync();

        await closing.CloseAsync(4503, "kicked", s_timeout).Within();

        Assert.Equal(new TransportClosure(TransportClosureKind.Peer, 4503, "kicked"), await atOther);
        Assert.Equal(new TransportClosure(TransportClosureKind.Local, 4503, "kicked"), await closing.ReceiveClosureAsync());
    }

    [Theory]
    [InlineData(PairKind.Collecting)]
    [InlineData(PairKind.Plain)]
    [InlineData(PairKind.InMemory)]
    [InlineData(PairKind.Frames)]
    [InlineData(PairKind.FramesToSocket)]
    public async Task A_pending_receive_ends_with_the_close_and_drops_what_still_comes(PairKind kind)
    {
        await using TransportPair pair = await TransportPair.CreateAsync(kind);
        Task<TransportClosure> pending = pair.Server.ReceiveClosureAsync();
        Task closing = pair.Server.CloseAsync(1001, "going", s_timeout).Within();
        await pair.Client.SendTextAsync("too late");

        TransportClosure atClient = await pair.Client.ReceiveClosureAsync();
        await closing;

        Assert.Equal((TransportClosureKind.Peer, 1001), (atClient.Kind, atClient.CloseCode));
        Assert.Equal((TransportClosureKind.Local, 1001), ((await pending).Kind, (await pending).CloseCode));
    }

    [Theory]
    [InlineData(PairKind.Collecting)]
    [InlineData(PairKind.Plain)]
    [InlineData(PairKind.InMemory)]
    [InlineData(PairKind.Frames)]
    [InlineData(PairKind.FramesToSocket)]
    public async Task What_was_written_arrives_before_the_close(PairKind kind)
    {
        await using TransportPair pair = await TransportPair.CreateAsync(kind);
        await pair.Server.WriteTextAsync("last words");
        Task closing = pair.Server.CloseAsync(1000, "done", s_timeout).Within();

        Assert.Equal("last words", await pair.Client.ReceiveTextAsync());
        Assert.Equal(1000, (await pair.Client.ReceiveClosureAsync()).CloseCode);
        await closing;
    }

    [Theory]
    [InlineData(PairKind.Collecting)]
    [InlineData(PairKind.Plain)]
    [InlineData(PairKind.InMemory)]
    [InlineData(PairKind.Frames)]
    [InlineData(PairKind.FramesToSocket)]
    public async Task Both_may_close_at_once_and_often(PairKind kind)
    {
        await using TransportPair pair = await TransportPair.CreateAsync(kind);
        Task[] closings =
        [
            .. Enumerable.Range(0, 8).Select(i => Task.Run(
                () => (i % 2 == 0 ? pair.Server : pair.Client).CloseAsync(4000 + i, "mine", s_timeout).AsTask())),
        ];

        await Task.WhenAll(closings).Within();

        foreach (IMessageTransport side in new[] { pair.Server, pair.Client })
        {
            TransportClosure closure = await side.ReceiveClosureAsync();
            Assert.Equal(TransportClosureKind.Local, closure.Kind);
            Assert.InRange(closure.CloseCode, 4000, 4007);
        }
    }

    [Theory]
    [InlineData(PairKind.Collecting)]
    [InlineData(PairKind.Plain)]
    [InlineData(PairKind.InMemory)]
    [InlineData(PairKind.Frames)]
    [InlineData(PairKind.FramesToSocket)]
    public async Task An_abort_is_local_here_and_a_loss_there(PairKind kind)
    {
        await using TransportPair pair = await TransportPair.CreateAsync(kind);
        Task<TransportClosure> here = pair.Server.ReceiveClosureAsync();
        Task<TransportClosure> there = pair.Client.ReceiveClosureAsync();

        pair.Server.Abort();

        Assert.Equal((TransportClosureKind.Local, 1006), ((await here).Kind, (await here).CloseCode));
        Assert.Equal((TransportClosureKind.Lost, 1006), ((await there).Kind, (await there).CloseCode));
        Assert.NotNull((await there).Exception);
    }

    [Theory]
    [InlineData(PairKind.Collecting)]
    [InlineData(PairKind.Plain)]
    [InlineData(PairKind.InMemory)]
    [InlineData(PairKind.Frames)]
    [InlineData(PairKind.FramesToSocket)]
    public async Task Disposing_ends_a_pending_receive_and_later_calls(PairKind kind)
    {
        CountingPool pool = new();
        await using TransportPair pair = await TransportPair.CreateAsync(kind, new() { Pool = pool });
        Task<TransportClosure> pending = pair.Server.ReceiveClosureAsync();

        await pair.Server.DisposeAsync().Within();

        Assert.Equal(TransportClosureKind.Local, (await pending).Kind);
        await Assert.ThrowsAsync<IOException>(() => pair.Server.SendTextAsync("nobody hears"));
        await pair.Server.CloseAsync(1000, "again", s_timeout).Within();
        await pair.Client.ReceiveClosureAsync();
        Assert.Equal(0, pool.Rented);
        Assert.False(pool.MisusedReturn);
    }

    [Theory]
    [InlineData(PairKind.Collecting, true)]
    [InlineData(PairKind.Collecting, false)]
    [InlineData(PairKind.Plain, true)]
    [InlineData(PairKind.Plain, false)]
    [InlineData(PairKind.Frames, true)]
    [InlineData(PairKind.Frames, false)]
    public async Task A_peer_that_never_answers_is_cut_at_the_deadline(PairKind kind, bool receiving)
    {
        FakeTimeProvider time = new();
        await using RawPeer peer = await RawPeer.ConnectAsync(kind, time: time);
        Task<TransportClosure>? pending = receiving ? peer.Server.ReceiveClosureAsync() : null;

        Task closing = peer.Server.CloseAsync(1001, "restart", TimeSpan.FromSeconds(5)).AsTask();
        Assert.Equal(1001, (await peer.ReadFrameAsync()).CloseCode);
        time.Advance(TimeSpan.FromMilliseconds(4999));
        Assert.False(closing.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));
        await closing.Within();

        Assert.Null(await TestFrame.ReadAsync(peer.Stream).Within());
        TransportClosure closure = await (pending ?? peer.Server.ReceiveClosureAsync());
        Assert.Equal((TransportClosureKind.Local, 1001), (closure.Kind, closure.CloseCode));
    }

    [Theory]
    [InlineData(PairKind.Collecting)]
    [InlineData(PairKind.Plain)]
    [InlineData(PairKind.Frames)]
    public async Task A_close_that_cannot_even_be_sent_ends_at_the_deadline(PairKind kind)
    {
        FakeTimeProvider time = new();
        (Stream near, Stream far) = InMemoryStream.CreatePair(pendingBytes: 100);
        await using Stream unread = far;
        await using IMessageTransport server =
            TransportPair.Create(near, isServer: true, kind, TransportOptions.Default, time);
        Task sending = server.SendTextAsync(new string('u', 1000));

        Task closing = server.CloseAsync(1001, "restart", TimeSpan.FromSeconds(5)).AsTask();
        Assert.False(closing.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(5));

        await closing.Within();
        await Assert.ThrowsAsync<IOException>(() => sending.Within());
        Assert.Equal(TransportClosureKind.Local, (await server.ReceiveClosureAsync()).Kind);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(999)]
    [InlineData(1005)]
    [InlineData(1006)]
    [InlineData(1015)]
    [InlineData(5000)]
    public async Task A_code_that_may_not_be_sent_is_refused(int code)
    {
        await using TransportPair pair = await TransportPair.CreateAsync(PairKind.InMemory);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => pair.Server.CloseAsync(code, "no", s_timeout).AsTask());

        Assert.Throws<InvalidOperationException>(() => pair.Server.Closure);
    }

    [Theory]
    [InlineData(PairKind.InMemory)]
    [InlineData(PairKind.Frames)]
    public async Task A_second_receive_at_the_same_time_is_refused(PairKind kind)
    {
        await using TransportPair pair = await TransportPair.CreateAsync(kind);
        Task<TransportClosure> pending = pair.Server.ReceiveClosureAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => pair.Server.ReceiveAsync().AsTask());

        pair.Server.Abort();
        await pending;
    }

    [Theory]
    [InlineData(PairKind.Collecting)]
    [InlineData(PairKind.Frames)]
    public async Task A_failed_write_ends_the_connection_when_the_reading_side_learns_nothing(PairKind kind)
    {
        FakeTimeProvider time = new();
        await using RawPeer peer = await RawPeer.ConnectAsync(kind, time: time);
        Task<TransportClosure> pending = peer.Server.ReceiveClosureAsync();
        IOException broken = new("broken pipe");
        peer.ServerStream.FailWrites(broken);

        await Assert.ThrowsAsync<IOException>(() => peer.Server.SendTextAsync("lost"));
        Assert.False(pending.IsCompleted);
        time.Advance(TransportOptions.Default.LingerTimeout);

        Assert.Equal((TransportClosureKind.Lost, 1006), ((await pending).Kind, (await pending).CloseCode));
        Assert.Same(broken, (await pending).Exception);
    }

    [Theory]
    [InlineData(PairKind.Collecting)]
    [InlineData(PairKind.Frames)]
    public async Task The_peers_reason_wins_over_a_failed_write(PairKind kind)
    {
        FakeTimeProvider time = new();
        await using RawPeer peer = await RawPeer.ConnectAsync(kind, time: time);
        peer.ServerStream.FailWrites(new IOException("broken pipe"));
        await Assert.ThrowsAsync<IOException>(() => peer.Server.SendTextAsync("lost"));
        await peer.SendAsync(TestFrame.MaskedClose(4503, "kicked"));

        TransportClosure closure = await peer.Server.ReceiveClosureAsync();

        Assert.Equal((TransportClosureKind.Peer, 4503, "kicked"), (closure.Kind, closure.CloseCode, closure.Description));
        Assert.NotNull(closure.Exception);
    }
}
