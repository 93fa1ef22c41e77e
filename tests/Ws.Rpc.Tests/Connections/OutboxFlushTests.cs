using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Connections;
using Ws.Rpc.Tests.Transports;
using Ws.Rpc.Transports;
using Xunit;

namespace Ws.Rpc.Tests.Connections;

public sealed class OutboxFlushTests
{
    [Fact]
    public async Task A_flush_ends_every_burst_even_where_the_transport_counts_nothing()
    {
        // A large message goes around the transport's buffer; without a flush it would go on collecting the socket's own frames.
        var transport = new RecordingTransport { Collects = false };
        var outbox = new Outbox(transport, new OutboxLimits(), exception => throw exception);

        outbox.Add(TestBuffer.Of("a"), FlushTiming.Now);
        outbox.Add(TestBuffer.Of("b"), FlushTiming.Now);
        await outbox.CompleteAsync().Within();

        Assert.Equal("a | b |", transport.Log);
    }

    [Fact]
    public void What_may_be_sent_later_waits_for_the_next_flush()
    {
        var transport = new RecordingTransport();
        var outbox = new Outbox(transport, new OutboxLimits(), exception => throw exception);

        outbox.Add(TestBuffer.Of("a"), FlushTiming.Later);
        outbox.Add(TestBuffer.Of("b"), FlushTiming.Later);
        Assert.Equal("", transport.Log);
        outbox.Flush();
        Assert.Equal("a b |", transport.Log);

        outbox.Add(TestBuffer.Of("c"), FlushTiming.Later);
        outbox.Add(TestBuffer.Of("d"), FlushTiming.Now);
        Assert.Equal("a b | c d |", transport.Log);
    }

    [Fact]
    public async Task A_sender_does_not_go_on_sending_for_others()
    {
        var transport = new RecordingTransport();
        var outbox = new Outbox(transport, new OutboxLimits(), exception => throw exception);
        int left = 1000;
        var threads = new ConcurrentQueue<int>();
        transport.OnFlush = () =>
        {
            // Somebody else is quick enough to add one more during each flush.
            threads.Enqueue(Environment.CurrentManagedThreadId);
            if (--left > 0)
            {
                outbox.Add(TestBuffer.Of("x"), FlushTiming.Soon);
            }

            return Task.CompletedTask;
        };
        int sender = 0;
        var thread = new Thread(() =>
        {
            sender = Environment.CurrentManagedThreadId;
            outbox.Add(TestBuffer.Of("x"), FlushTiming.Now);
        });
        thread.Start();
        thread.Join();
        await outbox.CompleteAsync().Within();

        Assert.InRange(threads.Count(id => id == sender), 1, 64);
    }

    [Fact]
    public async Task No_message_and_no_flush_is_lost_when_many_threads_add()
    {
        const int Threads = 4;
        const int Messages = 20_000;
        (IMessageTransport own, IMessageTransport peer) = InMemoryTransport.CreatePair(TimeProvider.System);
        var outbox = new Outbox(own, new OutboxLimits { MaxFrames = int.MaxValue, MaxBytes = int.MaxValue }, exception => throw exception);
        Task[] senders = [.. Enumerable.Range(0, Threads).Select(thread => Task.Run(() =>
        {
            for (int i = 0; i < Messages; i++)
            {
                Assert.Equal(OutboxResult.Accepted, outbox.Add(TestBuffer.Of($"{thread}:{i}"), (i & 1) == 0 ? FlushTiming.Now : FlushTiming.Soon));
            }
        }))];

        // Nothing completes or abandons the outbox before all has been read: a flush that is lost hangs here.
        int[] next = new int[Threads];
        for (int i = 0; i < Threads * Messages; i++)
        {
            ValueTask<bool> receiving = peer.ReceiveAsync();
            Assert.True(receiving.IsCompleted ? await receiving : await receiving.Within());
            string[] parts = Encoding.UTF8.GetString(peer.Message.Span).Split(':');
            int thread = int.Parse(parts[0], null);
            Assert.Equal(next[thread]++, int.Parse(parts[1], null));
        }

        await Task.WhenAll(senders).Within();
        await outbox.CompleteAsync().Within();
        await own.DisposeAsync();
        await peer.DisposeAsync();
    }
}
