using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Ws.Rpc.Connections;
using Ws.Rpc.Tests.Transports;
using Ws.Rpc.Wire;
using Xunit;

namespace Ws.Rpc.Tests.Connections;

public sealed class OutboxTests : IAsyncDisposable
{
    private readonly RecordingTransport _transport = new();
    private readonly List<Exception> _failures = [];
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ValueTask DisposeAsync() => _transport.DisposeAsync();

    [Fact]
    public void A_message_sent_at_once_is_flushed_at_once()
    {
        Outbox outbox = New();

        Assert.Equal(OutboxResult.Accepted, outbox.Add(TestBuffer.Of("a"), FlushTiming.Now));

        Assert.Equal("a |", _transport.Log);
    }

    [Fact]
    public async Task Messages_leave_in_their_order_and_share_a_flush()
    {
        Outbox outbox = New();
        _transport.OnWrite = () => _gate.Task;
        foreach (char letter in "abcdef")
        {
            outbox.Add(TestBuffer.Of($"{letter}"), FlushTiming.Now);
        }

        _gate.SetResult();
        await outbox.CompleteAsync().Within();

        Assert.Equal("a b c d e f |", _transport.Log);
    }

    [Fact]
    public async Task What_the_receive_loop_adds_is_flushed_once_when_it_ends_collecting()
    {
        Outbox outbox = New();
        outbox.BeginCollecting();
        outbox.Add(TestBuffer.Of("a"), FlushTiming.Now);
        outbox.Add(TestBuffer.Of("b"), FlushTiming.Now);
        Assert.Equal("", _transport.Log);

        outbox.EndCollecting();

        Assert.Equal("a b |", _transport.Log);
        outbox.Add(TestBuffer.Of("c"), FlushTiming.Now);
        Assert.Equal("a b | c |", _transport.Log);
        await outbox.CompleteAsync().Within();
    }

    [Fact]
    public async Task What_another_thread_adds_while_one_collects_takes_the_rest_along()
    {
        Outbox outbox = New();
        outbox.BeginCollecting();
        outbox.Add(TestBuffer.Of("a"), FlushTiming.Now);
        var thread = new System.Threading.Thread(() => outbox.Add(TestBuffer.Of("b"), FlushTiming.Now));
        thread.Start();
        thread.Join();
        Assert.Equal("a b |", _transport.Log);

        outbox.EndCollecting();

        Assert.Equal("a b |", _transport.Log);
        await outbox.CompleteAsync().Within();
    }

    [Fact]
    public void Much_is_sent_while_collecting()
    {
        Outbox outbox = New();
        outbox.BeginCollecting();
        string text = new('x', 33 * 1024);
        outbox.Add(TestBuffer.Of(text), FlushTiming.Soon);

        Assert.Equal($"{text} |", _transport.Log);
        outbox.EndCollecting();
    }

    [Fact]
    public void What_nobody_waits_for_leaves_with_the_next_message_where_others_flush()
    {
        Outbox outbox = New();
        outbox.BeginCollecting();
        outbox.Add(TestBuffer.Of("ack"), FlushTiming.Now, kind: MessageClass.Acknowledgement);
        outbox.Add(TestBuffer.Of("ack"), FlushTiming.Now, kind: MessageClass.Acknowledgement);
        outbox.EndCollecting(othersFlush: true);
        Assert.Equal("", _transport.Log);

        outbox.Add(TestBuffer.Of("a"), FlushTiming.Later);
        outbox.Flush();

        Assert.Equal("ack ack a |", _transport.Log);
    }

    [Fact]
    public void What_nobody_waits_for_leaves_alone_where_nothing_else_does()
    {
        Outbox outbox = New();
        outbox.BeginCollecting();
        outbox.Add(TestBuffer.Of("ack"), FlushTiming.Now, kind: MessageClass.Acknowledgement);
        outbox.EndCollecting(othersFlush: true);

        outbox.Flush();

        Assert.Equal("ack |", _transport.Log);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_somebody_waits_for_is_flushed_beside_what_nobody_does(bool isFirst)
    {
        Outbox outbox = New();
        outbox.BeginCollecting();
        outbox.Add(TestBuffer.Of("1"), FlushTiming.Now, kind: isFirst ? MessageClass.Control : MessageClass.Acknowledgement);
        outbox.Add(TestBuffer.Of("2"), FlushTiming.Now, kind: isFirst ? MessageClass.Acknowledgement : MessageClass.Required);

        outbox.EndCollecting(othersFlush: true);

        Assert.Equal("1 2 |", _transport.Log);
    }

    [Fact]
    public void Collecting_of_one_outbox_is_nothing_to_another()
    {
        Outbox one = New();
        Outbox other = New();
        one.BeginCollecting();

        other.Add(TestBuffer.Of("a"), FlushTiming.Now);

        Assert.Equal("a |", _transport.Log);
        one.EndCollecting();
    }

    [Theory]
    [InlineData(3, 1000, 1)]
    [InlineData(1000, 30, 10)]
    public async Task The_limits_of_frames_and_bytes_are_exact(int frames, int bytes, int length)
    {
        Outbox outbox = New(new OutboxLimits { MaxFrames = frames, MaxBytes = bytes });
        _transport.OnWrite = () => _gate.Task;

        // The first one is being written: it does not wait any more.
        outbox.Add(TestBuffer.Of("first"), FlushTiming.Now);
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(OutboxResult.Accepted, outbox.Add(TestBuffer.Of(new string('x', length)), FlushTiming.Now));
        }

        MessageBuffer refused = TestBuffer.Of("x");
        Assert.Equal(OutboxResult.Full, outbox.Add(refused, FlushTiming.Now));
        Assert.Equal(1, TestBuffer.ReferencesOf(refused));
        refused.Release();
        _gate.SetResult();
        await outbox.CompleteAsync().Within();
        Assert.EndsWith("x |", _transport.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Completing_takes_no_more_and_waits_for_what_was_accepted()
    {
        Outbox outbox = New();
        _transport.OnFlush = () => _gate.Task;
        outbox.Add(TestBuffer.Of("a"), FlushTiming.Now);

        Task completed = outbox.CompleteAsync();
        MessageBuffer refused = TestBuffer.Of("x");
        Assert.Equal(OutboxResult.Closed, outbox.Add(refused, FlushTiming.Now));
        refused.Release();
        Assert.False(completed.IsCompleted);
        _gate.SetResult();
        await completed.Within();

        Assert.Equal("a |", _transport.Log);
        Assert.True(outbox.CompleteAsync().IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Completing_sends_what_is_still_collected()
    {
        Outbox outbox = New();
        outbox.BeginCollecting();
        outbox.Add(TestBuffer.Of("a"), FlushTiming.Soon);

        await outbox.CompleteAsync().Within();

        Assert.Equal("a |", _transport.Log);
        outbox.EndCollecting();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_message_is_let_go_when_the_outbox_is_abandoned_or_fails(bool fails)
    {
        Outbox outbox = New();
        _transport.OnWrite = () => _gate.Task;
        MessageBuffer[] messages = [.. Enumerable.Range(0, 5).Select(i => TestBuffer.Kept($"m{i}"))];
        foreach (MessageBuffer message in messages)
        {
            Assert.Equal(OutboxResult.Accepted, outbox.Add(message, FlushTiming.Now));
        }

        if (fails)
        {
            _gate.SetException(new IOException("lost"));
        }
        else
        {
            outbox.Abandon();
            Assert.Equal(2, TestBuffer.ReferencesOf(messages[0]));
            _gate.SetResult();
        }

        await outbox.CompleteAsync().Within();
        Assert.All(messages, message => Assert.Equal(1, TestBuffer.ReferencesOf(message)));
        Assert.Equal(fails ? 1 : 0, _failures.Count);
        Assert.Equal(OutboxResult.Closed, outbox.Add(messages[0], FlushTiming.Now));
        Assert.All(messages, message => message.Release());
    }

    private Outbox New(OutboxLimits? limits = null) => new(_transport, limits ?? new OutboxLimits(), _failures.Add);
}
