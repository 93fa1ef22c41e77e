using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Ws.Rpc.Calls;
using Xunit;

namespace Ws.Rpc.Tests.Calls;

public sealed class PendingCallsTests
{
    [Theory]
    [InlineData(false, new long[] { 1, 2, 3 })]
    [InlineData(true, new long[] { -1, -2, -3 })]
    public void Ids_count_from_one_or_from_minus_one_downward(bool negative, long[] expected)
    {
        var calls = new PendingCalls(negative, capacity: 10);

        Assert.Equal(expected, expected.Select(_ => Added(calls).Id));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_id_whose_slot_a_long_call_holds_is_skipped(bool negative)
    {
        var calls = new PendingCalls(negative, capacity: 10);
        PendingCall longRunning = Added(calls);
        var ids = new HashSet<long> { longRunning.Id };
        for (int i = 0; i < 1000; i++)
        {
            PendingCall call = Added(calls);
            Assert.True(ids.Add(call.Id));
            Assert.True(calls.TryTake(call.Id, out PendingCall? taken));
            Assert.Same(call, taken);
        }

        Assert.True(calls.TryTake(longRunning.Id, out PendingCall? last));
        Assert.Same(longRunning, last);
        Assert.Equal(0, calls.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Many_calls_are_all_found_after_the_table_has_grown(bool negative)
    {
        var calls = new PendingCalls(negative, capacity: 5000);
        PendingCall[] all = [.. Enumerable.Range(0, 5000).Select(_ => Added(calls))];

        foreach (PendingCall call in all.Reverse())
        {
            Assert.True(calls.TryTake(call.Id, out PendingCall? taken));
            Assert.Same(call, taken);
            Assert.False(calls.TryTake(call.Id, out _));
        }
    }

    [Fact]
    public void A_call_over_the_capacity_is_refused_until_another_has_ended()
    {
        var calls = new PendingCalls(negativeIds: false, capacity: 2);
        PendingCall first = Added(calls);
        Added(calls);

        Assert.False(calls.TryAdd(NewCall(), out Exception? refusal));
        Assert.Equal(RpcErrorCode.Unavailable, Assert.IsType<RpcException>(refusal).Code);

        Assert.True(calls.TryTake(first.Id, out _));
        Assert.True(calls.TryAdd(NewCall(), out _));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Ids_of_nobody_take_nothing(bool negative)
    {
        var calls = new PendingCalls(negative, capacity: 100);
        for (int i = 0; i < 40; i++)
        {
            Added(calls);
        }

        long own = negative ? -1 : 1;
        long[] hostile = [0, long.MinValue, long.MaxValue, long.MinValue + 1, own * 41, own * (1 + 64), -own, own * (1L << 32), own + (own << 32)];

        Assert.All(hostile, id => Assert.False(calls.TryTake(id, out _)));
        Assert.Equal(40, calls.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Only_ids_given_out_count_as_issued(bool negative)
    {
        var calls = new PendingCalls(negative, capacity: 10);
        long id = Added(calls).Id;

        Assert.True(calls.WasIssued(id));
        Assert.All(new[] { 0, 2 * id, -id, long.MinValue, long.MaxValue }, other => Assert.False(calls.WasIssued(other)));
    }

    [Fact]
    public void Expired_calls_are_taken_and_the_next_deadline_is_told()
    {
        var calls = new PendingCalls(negativeIds: false, capacity: 10);
        PendingCall early = Added(calls, deadline: 10);
        PendingCall late = Added(calls, deadline: 30);
        Added(calls, deadline: long.MaxValue);

        Assert.Equal([early], calls.TakeExpired(10, out long next));
        Assert.Equal(30, next);
        Assert.Equal([late], calls.TakeExpired(long.MaxValue - 1, out next));
        Assert.Equal(long.MaxValue, next);
        Assert.Equal(1, calls.Count);
    }

    [Fact]
    public void A_closed_table_hands_out_all_calls_and_refuses_new_ones_until_it_is_opened()
    {
        var calls = new PendingCalls(negativeIds: false, capacity: 10);
        PendingCall[] all = [Added(calls), Added(calls)];

        Assert.Equal(all, calls.Close(() => new RpcConnectionException("gone")));
        Assert.Equal(0, calls.Count);
        Assert.False(calls.TryTake(all[0].Id, out _));
        Assert.False(calls.TryAdd(NewCall(), out Exception? refusal));
        Assert.Equal("gone", refusal.Message);

        calls.Open();
        Assert.Equal(3, Added(calls).Id);
    }

    [Fact]
    public async Task Each_call_has_one_taker_when_many_try()
    {
        var calls = new PendingCalls(negativeIds: false, capacity: 100_000);
        long[] ids = [.. Enumerable.Range(0, 50_000).Select(_ => Added(calls).Id)];

        int[] taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => ids.Count(id => calls.TryTake(id, out PendingCall? _)))));

        Assert.Equal(ids.Length, taken.Sum());
        Assert.Equal(0, calls.Count);
    }

    private static PendingCall<int> NewCall() => TestCall.New();

    private static PendingCall Added(PendingCalls calls, long deadline = long.MaxValue)
    {
        PendingCall call = NewCall();
        call.Deadline = deadline;
        Assert.True(calls.TryAdd(call, out _));
        return call;
    }
}
