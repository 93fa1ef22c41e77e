using Ws.Rpc.Streams;
using Xunit;

namespace Ws.Rpc.Tests.Streams;

public sealed class StreamWindowTests
{
    [Fact]
    public void A_window_that_comes_at_once_whenever_it_is_used_up_doubles_up_to_the_greatest()
    {
        var window = new StreamWindow(4, 10);

        Assert.Equal(4, window.GrowAfterWait(taken: 4, arrived: 4, itemBytes: 10));
        Assert.Equal((8, 4), (window.Items, window.RefillAt));
        Assert.Equal(0, window.GrowAfterWait(taken: 11, arrived: 8, itemBytes: 10));
        Assert.Equal(2, window.GrowAfterWait(taken: 12, arrived: 2, itemBytes: 10));
        Assert.Equal(10, window.Items);
        Assert.Equal(0, window.GrowAfterWait(taken: 1000, arrived: 10, itemBytes: 10));
    }

    [Theory]
    [InlineData(0, 64, 10)]
    [InlineData(63, 64, 10)]
    [InlineData(64, 15, 10)]
    [InlineData(64, 64, 2049)]
    public void A_consumer_who_has_not_used_it_a_slow_producer_or_large_items_leave_it_as_it_is(
        long taken, int arrived, long itemBytes)
    {
        var window = new StreamWindow(64, 1024);

        Assert.Equal(0, window.GrowAfterWait(taken, arrived, itemBytes));
        Assert.Equal(64, window.Items);
    }

    [Fact]
    public void A_window_of_nothing_stays_so()
    {
        var window = new StreamWindow(0, 0);

        Assert.Equal(0, window.GrowAfterWait(taken: 10, arrived: 1, itemBytes: 1));
        Assert.Equal(1, window.RefillAt);
    }

    [Fact]
    public void Small_items_up_to_the_limit_of_bytes_grow_it() =>
        Assert.Equal(64, new StreamWindow(64, 1024).GrowAfterWait(taken: 64, arrived: 16, itemBytes: 2048));
}
