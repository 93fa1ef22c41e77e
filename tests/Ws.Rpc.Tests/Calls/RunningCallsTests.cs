using System.Threading;
using Ws.Rpc.Calls;
using Ws.Rpc.Wire;
using Xunit;

namespace Ws.Rpc.Tests.Calls;

public sealed class RunningCallsTests
{
    private readonly RunningCalls _calls = new();

    [Fact]
    public void A_call_is_found_until_it_is_removed()
    {
        using var cancellation = new CancellationTokenSource();
        Assert.True(_calls.Add(new RequestId(1), cancellation));

        Assert.Same(cancellation, _calls.Find(new RequestId(1)));
        Assert.Null(_calls.Find(RequestId.FromToken("\"1\""u8)));
        _calls.Remove(new RequestId(1), cancellation);
        Assert.Null(_calls.Find(new RequestId(1)));
        Assert.Equal(0, _calls.Count);
    }

    [Fact]
    public void The_first_of_two_calls_with_one_id_keeps_it_when_the_second_ends()
    {
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        _calls.Add(new RequestId(1), first);
        Assert.True(_calls.Add(new RequestId(1), second));

        _calls.Remove(new RequestId(1), second);

        Assert.Same(first, _calls.Find(new RequestId(1)));
    }

    [Fact]
    public void Two_calls_with_one_id_both_end_with_the_peer()
    {
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        _calls.Add(new RequestId(1), first);
        _calls.Add(new RequestId(1), second);
        Assert.Equal(2, _calls.Count);

        Assert.Equal([first, second], _calls.Close());
        Assert.Equal(0, _calls.Count);
    }

    [Fact]
    public void A_closed_table_hands_out_all_and_takes_no_more_until_it_is_opened()
    {
        using var cancellation = new CancellationTokenSource();
        _calls.Add(new RequestId(1), cancellation);

        Assert.Equal([cancellation], _calls.Close());
        Assert.False(_calls.Add(new RequestId(2), cancellation));
        Assert.Empty(_calls.Close());

        _calls.Open();
        Assert.True(_calls.Add(new RequestId(3), cancellation));
    }
}
