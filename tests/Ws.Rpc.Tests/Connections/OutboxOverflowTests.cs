using System.Threading.Tasks;
using Ws.Rpc.Connections;
using Ws.Rpc.Wire;
using Xunit;

namespace Ws.Rpc.Tests.Connections;

public sealed class OutboxOverflowTests : System.IAsyncDisposable
{
    private readonly RecordingTransport _transport = new();

    public ValueTask DisposeAsync() => _transport.DisposeAsync();

    [Theory]
    [InlineData(3, 1000)]
    [InlineData(1000, 3)]
    public void The_oldest_notification_makes_room_for_the_newest(int frames, int bytes)
    {
        Outbox outbox = New(OutboxOverflow.DropOldest, frames, bytes);

        Notify(outbox, "abc");
        Assert.Equal(OutboxResult.Accepted, outbox.Add(TestBuffer.Of("d"), FlushTiming.Later, kind: MessageClass.Droppable));
        outbox.Flush();

        Assert.Equal("b c d |", _transport.Log);
    }

    [Theory]
    [InlineData(3, 1000)]
    [InlineData(1000, 3)]
    public void The_newest_notification_is_dropped(int frames, int bytes)
    {
        Outbox outbox = New(OutboxOverflow.DropNewest, frames, bytes);

        Notify(outbox, "abc");
        MessageBuffer dropped = TestBuffer.Of("d");
        Assert.Equal(OutboxResult.Dropped, outbox.Add(dropped, FlushTiming.Later, kind: MessageClass.Droppable));
        Assert.Equal(1, TestBuffer.ReferencesOf(dropped));
        outbox.Flush();

        Assert.Equal("a b c |", _transport.Log);
    }

    [Theory]
    [InlineData((int)OutboxOverflow.DropOldest)]
    [InlineData((int)OutboxOverflow.DropNewest)]
    public void An_answer_takes_the_room_of_notifications_and_of_nothing_else(int overflow)
    {
        Outbox outbox = New((OutboxOverflow)overflow, 1000, 4);

        outbox.Add(TestBuffer.Of("1"), FlushTiming.Later);
        MessageBuffer dropped = TestBuffer.Kept("a");
        outbox.Add(dropped, FlushTiming.Later, kind: MessageClass.Droppable);
        Notify(outbox, "b");
        outbox.Add(TestBuffer.Of("2"), FlushTiming.Later);
        Assert.Equal(OutboxResult.Accepted, outbox.Add(TestBuffer.Of("3"), FlushTiming.Later));
        Assert.Equal(1, TestBuffer.ReferencesOf(dropped));
        Assert.Equal(OutboxResult.Accepted, outbox.Add(TestBuffer.Of("4"), FlushTiming.Later));
        Assert.Equal(OutboxResult.Full, outbox.Add(TestBuffer.Of("5"), FlushTiming.Later));
        outbox.Flush();

        Assert.Equal("1 2 3 4 |", _transport.Log);
    }

    [Fact]
    public void A_message_longer_than_the_queue_drives_nobody_out()
    {
        Outbox outbox = New(OutboxOverflow.DropOldest, 1000, 3);

        Notify(outbox, "ab");
        Assert.Equal(OutboxResult.Dropped, outbox.Add(TestBuffer.Of("long"), FlushTiming.Later, kind: MessageClass.Droppable));
        Assert.Equal(OutboxResult.Full, outbox.Add(TestBuffer.Of("long"), FlushTiming.Later));
        outbox.Flush();

        Assert.Equal("a b |", _transport.Log);
    }

    [Fact]
    public void A_notification_is_dropped_where_only_answers_wait()
    {
        Outbox outbox = New(OutboxOverflow.DropOldest, 2, 1000);

        outbox.Add(TestBuffer.Of("1"), FlushTiming.Later);
        outbox.Add(TestBuffer.Of("2"), FlushTiming.Later);
        Assert.Equal(OutboxResult.Dropped, outbox.Add(TestBuffer.Of("a"), FlushTiming.Later, kind: MessageClass.Droppable));
        outbox.Flush();

        Assert.Equal("1 2 |", _transport.Log);
    }

    private static void Notify(Outbox outbox, string letters)
    {
        foreach (char letter in letters)
        {
            Assert.Equal(OutboxResult.Accepted, outbox.Add(TestBuffer.Of($"{letter}"), FlushTiming.Later, kind: MessageClass.Droppable));
        }
    }

    private Outbox New(OutboxOverflow overflow, int frames, int bytes) => new(
        _transport,
        new OutboxLimits { MaxFrames = frames, MaxBytes = bytes, Overflow = overflow },
        exception => throw exception);
}
