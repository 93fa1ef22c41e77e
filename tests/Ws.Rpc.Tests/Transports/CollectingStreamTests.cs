using System;
using System.IO;
using System.Linq;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;
using CsCheck;
using Ws.Rpc.Transports;
using Xunit;

namespace Ws.Rpc.Tests.Transports;

public sealed class CollectingStreamTests
{
    private readonly CountingPool _pool = new();

    [Fact]
    public async Task Writes_from_any_thread_stay_whole_and_never_overlap_below()
    {
        const int Pings = 2000;
        (Stream near, Stream far) = InMemoryStream.CreatePair(pendingBytes: 2000);
        ProbeStream probe = new(near);
        CollectingStream stream = new(probe, _pool);
        using WebSocket socket = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true });
        await using WebSocketTransport server = new(socket, stream, new() { Pool = _pool }, TimeProvider.System);
        Task<TransportClosure> receiving = server.ReceiveClosureAsync();

        Task writing = Task.Run(async () =>
        {
            for (int i = 0; i < 3000; i++)
            {
                await server.WriteTextAsync($"{i}:{new string('t', i * 37 % 500)}");
                if (i % 7 == 0)
                {
                    await server.FlushAsync().Within();
                }
            }

            await server.FlushAsync().Within();
        });
        Task pinging = Task.Run(async () =>
        {
            for (int i = 0; i < Pings; i++)
            {
                await far.WriteAsync(TestFrame.Masked(TestFrame.Ping, $"p{i}"));
            }
        });

        int texts = 0;
        int pongs = 0;
        while (texts < 3000 || pongs < Pings)
        {
            TestFrame? frame = await TestFrame.ReadAsync(far).Within();
            Assert.NotNull(frame);
            string expected = frame.Opcode == TestFrame.Pong ? $"p{pongs++}" : $"{texts}:{new string('t', texts++ * 37 % 500)}";
            Assert.Equal(expected, frame.PayloadText);
        }

        await Task.WhenAll(writing, pinging).Within();
        Assert.False(probe.WritesOverlapped);
        server.Abort();
        await receiving;
        Assert.Equal(0, _pool.Rented);
        Assert.False(_pool.MisusedReturn);
    }

    [Fact]
    public async Task A_write_behind_a_running_flush_is_taken_along_by_it()
    {
        (ProbeStream probe, CollectingStream stream, Stream far) = Create();
        probe.HoldWrites();
        ValueTask first = stream.WriteAsync("one"u8.ToArray());
        Assert.False(first.IsCompleted);

        ValueTask second = stream.WriteAsync("two"u8.ToArray());
        Assert.True(second.IsCompletedSuccessfully);
        stream.BeginCollect();
        await stream.WriteAsync("three"u8.ToArray());
        ValueTask flush = stream.FlushCollectedAsync();
        Assert.False(flush.IsCompleted);
        probe.LetWritesGo();

        await first.Within();
        await flush.Within();
        Assert.Equal(2, probe.Writes);
        await AssertReadsAsync(far, "onetwothree"u8.ToArray());
        await stream.DisposeAsync();
    }

    [Fact]
    public async Task Pongs_wait_when_the_flush_before_them_does_not_end()
    {
        (ProbeStream probe, CollectingStream stream, Stream _) = Create();
        probe.HoldWrites();
        ValueTask first = stream.WriteAsync(new byte[10]);
        int written = 0;
        ValueTask waiting;
        do
        {
            waiting = stream.WriteAsync(new byte[100]);
            written += 100;
        }
        while (waiting.IsCompletedSuccessfully && written < 1_000_000);

        Assert.InRange(stream.UnflushedBytes, 1, 17 * 1024);
        probe.LetWritesGo();
        await first.Within();
        await waiting.Within();
        await stream.DisposeAsync();
        Assert.Equal(0, _pool.Rented);
    }

    [Fact]
    public async Task After_collecting_has_stopped_a_write_waits_for_the_flush_that_runs()
    {
        (ProbeStream probe, CollectingStream stream, Stream far) = Create();
        probe.HoldWrites();
        ValueTask first = stream.WriteAsync("one"u8.ToArray());
        stream.StopCollecting();
        stream.BeginCollect();
        ValueTask close = stream.WriteAsync("close"u8.ToArray());
        Assert.False(close.IsCompleted);
        probe.LetWritesGo();

        await close.Within();
        await first.Within();
        await stream.DisposeAsync();
        await AssertReadsAsync(far, "oneclose"u8.ToArray());
    }

    [Fact]
    public async Task An_error_below_reaches_the_flusher_the_waiting_and_the_later()
    {
        (ProbeStream probe, CollectingStream stream, Stream _) = Create();
        IOException broken = new("broken pipe");
        probe.HoldWrites();
        ValueTask first = stream.WriteAsync(new byte[10]);
        await stream.WriteAsync(new byte[10]);
        ValueTask waiting = stream.FlushCollectedAsync();
        probe.FailWrites(broken);
        probe.LetWritesGo();

        Assert.Same(broken, await Assert.ThrowsAsync<IOException>(() => first.AsTask()));
        Assert.Same(broken, (await Assert.ThrowsAsync<IOException>(() => waiting.Within())).InnerException);
        Assert.Same(broken, (await Assert.ThrowsAsync<IOException>(async () => await stream.WriteAsync(new byte[1]))).InnerException);
        Assert.Same(broken, (await Assert.ThrowsAsync<IOException>(async () => await stream.FlushCollectedAsync())).InnerException);
        Assert.Equal(0, _pool.Rented);
        await stream.DisposeAsync();
    }

    [Fact]
    public async Task Disposing_under_a_running_write_leaves_its_buffer_to_it()
    {
        (ProbeStream probe, CollectingStream stream, Stream _) = Create();
        probe.HoldWrites();
        ValueTask writing = stream.WriteAsync(new byte[10]);
        stream.BeginCollect();
        await stream.WriteAsync(new byte[10]);
        Assert.Equal(2, _pool.Rented);

        await stream.DisposeAsync();
        await stream.DisposeAsync();

        Assert.Equal(1, _pool.Rented);
        Assert.Equal(1, probe.Disposals);
        probe.LetWritesGo();
        await Assert.ThrowsAnyAsync<Exception>(() => writing.Within());
        Assert.Equal(0, _pool.Rented);
        Assert.False(_pool.MisusedReturn);
    }

    [Fact]
    public async Task Disposing_under_a_running_read_ends_it()
    {
        (ProbeStream _, CollectingStream stream, Stream _) = Create();
        Task<int> reading = stream.ReadAsync(new byte[10]).AsTask();
        Assert.False(reading.IsCompleted);
        Assert.Equal(0, _pool.Rented);

        await stream.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => reading.Within());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => stream.ReadExactlyAsync(new byte[10]).AsTask());
        Assert.False(_pool.MisusedReturn);
    }

    [Fact]
    public async Task One_read_below_serves_many_small_ones_above()
    {
        (ProbeStream _, CollectingStream stream, Stream far) = Create();
        ValueTask<int> waiting = stream.ReadAsync(Memory<byte>.Empty);
        Assert.False(waiting.IsCompleted);
        await far.WriteAsync(new byte[1000]);
        Assert.Equal(0, await waiting.Within());
        Assert.Equal(0, stream.BufferedBytes);

        byte[] small = new byte[10];
        Assert.Equal(10, await stream.ReadAsync(small).Within());
        Assert.Equal(990, stream.BufferedBytes);
        Task<int> nothing = stream.ReadAsync(Memory<byte>.Empty).AsTask();
        Assert.True(nothing.IsCompletedSuccessfully);
        for (int left = 990; left > 0; left -= 10)
        {
            Assert.Equal(left, stream.BufferedBytes);
            Task<int> reading = stream.ReadAsync(small).AsTask();
            Assert.True(reading.IsCompletedSuccessfully);
            Assert.Equal(10, await reading);
        }

        Assert.Equal(0, stream.BufferedBytes);
        Assert.Equal(0, _pool.Rented);
        await stream.DisposeAsync();
    }

    [Fact]
    public async Task No_buffer_is_held_when_a_waiting_read_ends_for_nothing()
    {
        (ProbeStream probe, CollectingStream stream, Stream far) = Create();
        TaskCompletionSource<int> alarm = new();
        probe.WakeNextReadBy(alarm.Task);
        Task<int> reading = stream.ReadAsync(new byte[10]).AsTask();

        alarm.SetResult(0);

        Assert.False(reading.IsCompleted);
        Assert.Equal(0, _pool.Rented);
        await far.WriteAsync(new byte[5]);
        Assert.Equal(5, await reading.Within());
        await stream.DisposeAsync();
    }

    [Fact]
    public async Task A_large_read_goes_straight_through()
    {
        (ProbeStream _, CollectingStream stream, Stream far) = Create();
        await far.WriteAsync(new byte[20_000]);

        Assert.Equal(20_000, await stream.ReadAsync(new byte[64 * 1024]).Within());

        Assert.Equal(0, _pool.LargestRent);
        await stream.DisposeAsync();
    }

    [Fact]
    public async Task The_end_below_is_the_end_above()
    {
        (ProbeStream _, CollectingStream stream, Stream far) = Create();
        await far.WriteAsync("x"u8.ToArray());
        await far.DisposeAsync();

        Assert.Equal(1, await stream.ReadAsync(new byte[10]).Within());
        Assert.Equal(0, await stream.ReadAsync(new byte[10]).Within());
        Assert.Equal(0, await stream.ReadAsync(new byte[64 * 1024]).Within());
        Assert.Equal(0, _pool.Rented);
        await stream.DisposeAsync();
    }

    [Fact]
    public Task Bytes_come_through_unchanged_however_they_are_chopped() =>
        Gen.Select(Gen.Int[0, 40_000].Array[1, 8], Gen.Int[1, 40_000].Array[1, 8]).SampleAsync(
            async (writes, reads) =>
            {
                (ProbeStream _, CollectingStream stream, Stream far) = Create();
                byte[] sent = [.. Enumerable.Range(0, writes.Sum()).Select(i => (byte)(i * 31))];
                Task sending = Task.Run(async () =>
                {
                    int start = 0;
                    foreach (int length in writes)
                    {
                        await far.WriteAsync(sent.AsMemory(start, length));
                        start += length;
                    }

                    await far.DisposeAsync();
                });
                byte[] received = new byte[sent.Length + 1];
                int count = 0;
                int read = 1;
                for (int i = 0; read > 0; i++)
                {
                    int size = Math.Min(reads[i % reads.Length], received.Length - count);
                    read = await stream.ReadAsync(received.AsMemory(count, size));
                    count += read;
                }

                await sending;
                await stream.DisposeAsync();
                Assert.Equal(sent, received[..count]);
            },
            iter: 200,
            threads: 1);

    private static async Task AssertReadsAsync(Stream stream, byte[] expected)
    {
        byte[] actual = new byte[expected.Length];
        await stream.ReadExactlyAsync(actual, CancellationToken.None).Within();
        Assert.Equal(expected, actual);
    }

    private (ProbeStream Probe, CollectingStream Stream, Stream Far) Create()
    {
        (Stream near, Stream far) = InMemoryStream.CreatePair(pendingBytes: 1_000_000);
        ProbeStream probe = new(near);
        return (probe, new CollectingStream(probe, _pool), far);
    }
}
