using Ws.Rpc.Connections;
using Xunit;

namespace Ws.Rpc.Tests.Connections;

public sealed class RoomWaitersTests
{
    [Fact]
    public void Who_is_woken_by_something_else_and_waits_again_is_told_of_room_once()
    {
        var limits = new OutboxLimits { MaxFrames = 4 };
        var queue = new OutboxQueue(limits);
        for (int i = 0; i < 3; i++)
        {
            queue.Add(TestBuffer.Of("x"), null, MessageClass.Required);
        }

        var room = new RoomWaiters(limits);
        var first = new Waiter();
        var second = new Waiter();
        Assert.True(room.TryWait(first, queue, 1));
        Assert.True(room.TryWait(second, queue, 1));
        Assert.True(room.TryWait(first, queue, 1));

        Assert.Equal([first, second], room.TakeAll()!);
        queue.Clear();
    }

    private sealed class Waiter : IRoomWaiter
    {
        public void OnRoom()
        {
        }
    }
}
