using System;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Calls;
using Xunit;

namespace Ws.Rpc.Tests.Calls;

public sealed class PendingCallTests
{
    [Fact]
    public async Task The_caller_gets_the_result()
    {
        PendingCall<int> call = TestCall.New();
        ValueTask<int> task = call.Task;
        call.SetResult("42"u8);
        Assert.False(task.IsCompleted);

        call.Continue();

        Assert.Equal(42, await task);
    }

    [Theory]
    [InlineData("\"text\"")]
    [InlineData("null")]
    [InlineData("[42]")]
    [InlineData("4.2")]
    [InlineData("99999999999999999999")]
    public async Task A_result_that_does_not_fit_is_a_protocol_exception(string json)
    {
        PendingCall<int> call = TestCall.New();
        ValueTask<int> task = call.Task;
        call.SetResult(System.Text.Encoding.UTF8.GetBytes(json));
        call.Continue();

        RpcProtocolException exception = await Assert.ThrowsAsync<RpcProtocolException>(async () => await task);
        Assert.Contains("'test'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_that_nobody_wants_is_not_read()
    {
        PendingCall<bool> call = PendingCall<bool>.Rent(TestCall.Method, null);
        ValueTask task = call.TaskWithoutResult;
        call.SetResult("\"anything\""u8);
        call.Continue();

        await task;
    }

    [Fact]
    public async Task A_call_that_was_used_before_has_nothing_of_that_use()
    {
        for (int i = 0; i < 10; i++)
        {
            PendingCall<int> failed = TestCall.New();
            ValueTask<int> failure = failed.Task;
            failed.Id = 7;
            failed.SetException(new RpcException("no"));
            failed.Continue();
            await Assert.ThrowsAsync<RpcException>(async () => await failure);

            PendingCall<int> call = TestCall.New();
            ValueTask<int> task = call.Task;
            Assert.Equal(0, call.Id);
            call.SetResult("1"u8);
            call.Continue();
            Assert.Equal(1, await task);
        }
    }

    [Fact]
    public async Task A_task_awaited_twice_fails_and_takes_nothing_from_the_next_call()
    {
        PendingCall<int> call = TestCall.New();
        ValueTask<int> task = call.Task;
        ValueTask<int> again = task;
        call.SetResult("1"u8);
        call.Continue();
        Assert.Equal(1, await task);

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await again);
    }

    [Fact]
    public void Cancellation_is_told_while_the_call_waits_and_not_after_it_continued()
    {
        var owner = new RecordingOwner();
        using var cancellation = new CancellationTokenSource();
        PendingCall<int> waiting = TestCall.New();
        waiting.Owner = owner;
        waiting.ListenTo(cancellation.Token);
        PendingCall<int> done = TestCall.New();
        done.Owner = owner;
        done.ListenTo(cancellation.Token);
        done.SetResult("1"u8);
        done.Continue();

        cancellation.Cancel();

        Assert.Same(waiting, Assert.Single(owner.Cancelled));
    }

    private sealed class RecordingOwner : IPendingCallOwner
    {
        public System.Collections.Generic.List<PendingCall> Cancelled { get; } = [];

        public void OnCancelled(PendingCall call, CancellationToken cancellationToken) => Cancelled.Add(call);
    }
}
