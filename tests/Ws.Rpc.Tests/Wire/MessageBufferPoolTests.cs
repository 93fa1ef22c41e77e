using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using Ws.Rpc.Wire;
using Xunit;

namespace Ws.Rpc.Tests.Wire;

public sealed class MessageBufferPoolTests
{
    [Fact]
    public void Thread_that_takes_and_gives_allocates_nothing()
    {
        long allocated = -1;
        var thread = new Thread(() =>
        {
            TakeAndGive(40);
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 100; i++)
            {
                TakeAndGive(1);
                TakeAndGive(2);
                TakeAndGive(3);
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        });

        thread.Start();
        thread.Join();

        Assert.Equal(0, allocated);
    }

    [Fact]
    public void Buffer_has_one_owner_at_a_time_while_some_threads_take_and_others_give()
    {
        using var rented = new BlockingCollection<(MessageBuffer Buffer, int Mark)>(boundedCapacity: 500);
        int foreign = 0;
        Thread[] takers = [.. Enumerable.Range(1, 3).Select(taker => new Thread(() =>
        {
            for (int i = 0; i < 5_000; i++)
            {
                MessageBuffer buffer = MessageBuffer.Rent();
                Interlocked.Add(ref foreign, buffer.Length);
                int mark = (taker * 10_000) + i;
                buffer.Write(BitConverter.GetBytes(mark));
                rented.Add((buffer, mark));
            }
        }))];
        Thread[] givers = [.. Enumerable.Range(1, 3).Select(_ => new Thread(() =>
        {
            foreach ((MessageBuffer buffer, int mark) in rented.GetConsumingEnumerable())
            {
                Interlocked.Add(ref foreign, buffer.Length == sizeof(int) && BitConverter.ToInt32(buffer.Span) == mark ? 0 : 1);
                buffer.Release();
            }
        }))];

        Array.ForEach(takers, thread => thread.Start());
        Array.ForEach(givers, thread => thread.Start());
        Array.ForEach(takers, thread => thread.Join());
        rented.CompleteAdding();
        Array.ForEach(givers, thread => thread.Join());

        Assert.Equal(0, foreign);
    }

    private static void TakeAndGive(int count)
    {
        // On the stack of the calls rather than in an array, which would be an allocation.
        MessageBuffer buffer = MessageBuffer.Rent();
        if (count > 1)
        {
            TakeAndGive(count - 1);
        }

        buffer.Release();
    }
}
