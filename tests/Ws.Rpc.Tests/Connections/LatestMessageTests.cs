using System;
using System.Threading.Tasks;
using Ws.Rpc.Connections;
using Ws.Rpc.Tests.Transports;
using Ws.Rpc.Wire;
using Xunit;

namespace Ws.Rpc.Tests.Connections;

public sealed class LatestMessageTests : IAsyncDisposable
{
    private readonly RecordingTransport _transport = new();
    private readonly LatestMessage _latest = new();

    public ValueTask DisposeAsync() => _transport.DisposeAsync();

    [Fact]
    public async Task A_newer_message_takes_the_place_of_the_one_that_waits()
    {
        Outbox outbox = New(new OutboxLimits());
        outbox.BeginCollecting();
        MessageBuffer newer = TestBuffer.Kept("ccc");
        outbox.Add(TestBuffer.Of("a"), FlushTiming.Now);
        outbox.Add(TestBuffer.Of("b"), FlushTiming.Now, _latest);
        outbox.Add(newer, FlushTiming.Now, _latest);
        outbox.Add(TestBuffer.Of("d"), FlushTiming.Now);

        Assert.Equal(1, TestBuffer.ReferencesOf(newer));
        outbox.EndCollecting();

        Assert.Equal("a ccc d |", _transport.Log);
        await outbox.CompleteAsync().Within();
    }

    [Fact]
    public async Task What_is_being_written_stays_as_it_is()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _transport.OnWrite = () => gate.Task;
        Outbox outbox = New(new OutboxLimits());
        outbox.Add(TestBuffer.Of("a"), FlushTiming.Now, _latest);
        outbox.Add(TestBuffer.Of("b"), FlushTiming.Now, _latest);
        outbox.Add(TestBuffer.Of("c"), FlushTiming.Now, _latest);
        gate.SetResult();
        await outbox.CompleteAsync().Within();

        Assert.Equal("a c |", _transport.Log);
    }

    [Fact]
    public async Task Limits_hold_for_the_message_that_is_there_now()
    {
        Outbox outbox = New(new OutboxLimits { MaxBytes = 10, MaxFrames = 2 });
        outbox.BeginCollecting();
        outbox.Add(TestBuffer.Of("xxxx"), FlushTiming.Now);
        Assert.Equal(OutboxResult.Accepted, outbox.Add(TestBuffer.Of("aa"), FlushTiming.Now, _latest));
        Assert.Equal(OutboxResult.Accepted, outbox.Add(TestBuffer.Of("bbbbbb"), FlushTiming.Now, _latest));
        MessageBuffer tooLong = TestBuffer.Of("ccccccc");
        Assert.Equal(OutboxResult.Full, outbox.Add(tooLong, FlushTiming.Now, _latest));
        tooLong.Release();
        Assert.Equal(OutboxResult.Accepted, outbox.Add(TestBuffer.Of("d"), FlushTiming.Now, _latest));
        outbox.EndCollecting();

        Assert.Equal("xxxx d |", _transport.Log);
        await outbox.CompleteAsync().Within();
    }

    [Fact]
    public async Task An_ended_place_takes_no_more_and_sends_what_waits()
    {
        Outbox outbox = New(new OutboxLimits());
        outbox.BeginCollecting();
        outbox.Add(TestBuffer.Of("a"), FlushTiming.Now, _latest);
        outbox.End(_latest);
        MessageBuffer late = TestBuffer.Of("b");
        Assert.Equal(OutboxResult.Closed, outbox.Add(late, FlushTiming.Now, _latest));
        late.Release();
        outbox.EndCollecting();

        Assert.Equal("a |", _transport.Log);
        await outbox.CompleteAsync().Within();
    }

    [Fact]
    public void An_abandoned_queue_lets_go_of_it()
    {
        Outbox outbox = New(new OutboxLimits());
        outbox.BeginCollecting();
        MessageBuffer message = TestBuffer.Kept("a");
        outbox.Add(message, FlushTiming.Now, _latest);

        outbox.Abandon();

        Assert.Equal(1, TestBuffer.ReferencesOf(message));
        Assert.Null(_latest.Waiting);
        outbox.EndCollecting();
    }

    private Outbox New(OutboxLimits limits) => new(_transport, limits, static _ => { });
}
