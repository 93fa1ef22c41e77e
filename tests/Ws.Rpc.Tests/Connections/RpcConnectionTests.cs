using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Ws.Rpc.Connections;
using Ws.Rpc.Tests.Transports;
using Ws.Rpc.Transports;
using Xunit;

namespace Ws.Rpc.Tests.Connections;

public sealed class RpcConnectionTests : IAsyncDisposable
{
    private static readonly RpcDisconnect s_closed = new(RpcDisconnectReason.ClosedLocally, 1000, "done");

    private readonly RecordingTransport _transport = new();
    private readonly TestOwner _owner = new();
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ValueTask DisposeAsync() => _transport.DisposeAsync();

    [Fact]
    public async Task Answers_to_what_was_read_together_share_a_flush()
    {
        await using RpcConnection connection = New();
        _transport.Deliver("1");
        _transport.Deliver("2");
        _transport.Deliver("3");
        _owner.Message = (on, text) => on.Send(_owner, TestBuffer.Of(text), FlushTiming.Now);
        Task<RpcDisconnect> run = connection.RunAsync(_owner);

        _transport.End();
        await run.Within();

        Assert.StartsWith("1 2 3 |", _transport.Log, StringComparison.Ordinal);
        Assert.Equal(1, _transport.Flushes);
    }

    [Fact]
    public async Task A_close_asked_for_while_a_message_is_dealt_with_comes_after_its_answer()
    {
        await using RpcConnection connection = New();
        var cause = new RpcDisconnect(RpcDisconnectReason.ClosedLocally, 4503, "not here");
        var sent = new List<OutboxResult>();
        _owner.Message = (on, text) =>
        {
            on.BeginClose(cause, TimeSpan.FromSeconds(30), TimeProvider.System, flush: true);

            // Time enough for a close that did not wait.
            var others = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            ThreadPool.QueueUserWorkItem(_ => others.SetResult());
            others.Task.Wait(TimeSpan.FromSeconds(30));
            sent.Add(on.Send(_owner, TestBuffer.Of(text), FlushTiming.Now));
        };
        _transport.Deliver("answer");
        _transport.End();

        RpcDisconnect disconnect = await connection.RunAsync(_owner).Within();

        Assert.Equal([OutboxResult.Accepted], sent);
        Assert.Equal(cause, disconnect);
        Assert.StartsWith("answer |", _transport.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_peer_that_never_pauses_does_not_hold_up_the_answers()
    {
        await using RpcConnection connection = New();
        for (int i = 0; i < 10_000; i++)
        {
            _transport.Deliver("x");
        }

        _transport.Deliver("last");
        int idle = 0;
        string? logAtLast = null;
        int idleAtLast = 0;
        _owner.Message = (on, text) =>
        {
            on.Send(_owner, TestBuffer.Of("a"), FlushTiming.Now);
            if (text == "last")
            {
                (logAtLast, idleAtLast) = (_transport.Log, idle);
            }
        };
        _owner.Idle = () => idle++;
        _transport.End();
        await connection.RunAsync(_owner).Within();

        Assert.InRange(idleAtLast, 10, 5_000);
        Assert.Contains("|", logAtLast, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_peer_said_counts_more_than_a_send_that_failed()
    {
        await using RpcConnection connection = New();
        Task<RpcDisconnect> run = connection.RunAsync(_owner);
        _transport.OnWrite = () => throw new IOException("reset");
        connection.Send(_owner, TestBuffer.Of("a"), FlushTiming.Now);

        _transport.Closure = new TransportClosure(TransportClosureKind.Peer, 1008, "policy");
        _transport.End();
        RpcDisconnect disconnect = await run.Within();

        Assert.Equal((RpcDisconnectReason.ClosedByPeer, 1008), (disconnect.Reason, disconnect.CloseCode));
    }

    [Fact]
    public async Task A_fault_of_the_owner_ends_the_connection_with_1011()
    {
        await using RpcConnection connection = New();
        _transport.Deliver("x");

        RpcDisconnect disconnect = await connection.RunAsync(
            new TestOwner { Message = (_, _) => throw new InvalidOperationException("bug") }).Within();

        Assert.Equal(1011, disconnect.CloseCode);
        Assert.IsType<InvalidOperationException>(disconnect.Exception);
        Assert.Equal("close", _transport.Log);
    }

    [Fact]
    public async Task Closing_sends_first_what_was_accepted()
    {
        await using RpcConnection connection = New();
        Task<RpcDisconnect> run = connection.RunAsync(_owner);
        _transport.OnWrite = () => _gate.Task;
        connection.Send(_owner, TestBuffer.Of("a"), FlushTiming.Now);
        Task closing = connection.CloseAsync(s_closed, TimeSpan.FromSeconds(5), new FakeTimeProvider()).AsTask();
        Assert.Equal("", _transport.Log);

        _gate.SetResult();
        await closing.Within();

        Assert.Equal("a | close", _transport.Log);
        Assert.Same(s_closed, await run.Within());
    }

    [Fact]
    public async Task A_close_whose_messages_do_not_leave_in_time_cuts()
    {
        var time = new FakeTimeProvider();
        RpcConnection connection = New();
        Task<RpcDisconnect> run = connection.RunAsync(_owner);
        _transport.OnWrite = () => _gate.Task;
        connection.Send(_owner, TestBuffer.Of("a"), FlushTiming.Now);
        Task closing = connection.CloseAsync(s_closed, TimeSpan.FromSeconds(5), time).AsTask();

        time.Advance(TimeSpan.FromSeconds(6));
        await closing.Within();

        Assert.Equal("abort", _transport.Log);
        Assert.Same(s_closed, await run.Within());
        _gate.SetException(new IOException("aborted"));
        await connection.DisposeAsync().Within();
    }

    [Fact]
    public async Task Disposal_waits_for_the_sending_to_end()
    {
        RpcConnection connection = New();
        _transport.OnWrite = () => _gate.Task;
        Ws.Rpc.Wire.MessageBuffer message = TestBuffer.Kept("a");
        connection.Send(_owner, message, FlushTiming.Now);
        connection.Abort(s_closed);

        Task disposal = connection.DisposeAsync().AsTask();
        Assert.False(disposal.IsCompleted);
        _gate.SetException(new IOException("aborted"));
        await disposal.Within();

        Assert.Equal(1, TestBuffer.ReferencesOf(message));
        message.Release();
    }

    [Theory]
    [InlineData(TransportClosureKind.Local, RpcDisconnectReason.ClosedLocally)]
    [InlineData(TransportClosureKind.Peer, RpcDisconnectReason.ClosedByPeer)]
    [InlineData(TransportClosureKind.Violation, RpcDisconnectReason.ProtocolViolation)]
    [InlineData(TransportClosureKind.Lost, RpcDisconnectReason.ConnectionLost)]
    internal async Task The_end_is_told_as_the_transport_saw_it(TransportClosureKind kind, RpcDisconnectReason reason)
    {
        await using RpcConnection connection = New();
        _transport.Closure = new TransportClosure(kind, 1234, "why");
        _transport.End();

        Assert.Equal(new RpcDisconnect(reason, 1234, "why"), await connection.RunAsync(_owner).Within());
    }

    private RpcConnection New() => new(_transport, new OutboxLimits(), NullLogger.Instance);

    private sealed class TestOwner : IConnectionOwner
    {
        public Action<RpcConnection, string> Message { get; set; } = (_, _) => { };

        public Action Idle { get; set; } = () => { };

        public bool WillFlush => false;

        public void OnMessage(RpcConnection connection, ReadOnlySpan<byte> message) => Message(connection, Encoding.UTF8.GetString(message));

        public void OnPause(RpcConnection connection) => Idle();

        public void OnWaiting(RpcConnection connection) => Idle();

        public bool Keeps(RpcDisconnect disconnect) => false;

        public void OnOver(RpcConnection connection, RpcDisconnect disconnect, bool isKept)
        {
        }
    }
}
