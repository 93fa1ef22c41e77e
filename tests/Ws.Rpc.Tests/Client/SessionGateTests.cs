using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Client;
using Ws.Rpc.Sessions;
using Ws.Rpc.Tests.Sessions;
using Ws.Rpc.Tests.Transports;
using Xunit;

namespace Ws.Rpc.Tests.Client;

public sealed class SessionGateTests
{
    private readonly SessionGate _gate = new(maxWaiting: 3);

    [Fact]
    public async Task Nobody_waits_before_a_connection_is_on_its_way()
    {
        await Assert.ThrowsAsync<RpcConnectionException>(() => WaitAsync().Within());
        Assert.Equal(0, _gate.Waiting);
    }

    [Fact]
    public async Task Those_who_wait_go_on_in_their_order_before_those_who_come_later()
    {
        using RpcSession session = NewSession();
        _gate.Shut();
        List<int> order = [];
        Task[] waiters = [.. Enumerable.Range(1, 3).Select(i => WaitAndNoteAsync(i))];

        await Task.Run(() => _gate.Open(session));

        Assert.Equal([1, 2, 3], order);
        await Task.WhenAll(waiters).Within();

        async Task WaitAndNoteAsync(int i)
        {
            Assert.Same(session, await WaitAsync().ConfigureAwait(false));
            order.Add(i);
        }

        Assert.Same(session, _gate.Session);
        Assert.Same(session, await WaitAsync().Within());
    }

    [Fact]
    public async Task One_more_than_may_wait_fails_until_another_leaves()
    {
        _gate.Shut();
        using var leave = new CancellationTokenSource();
        Task[] waiting = [.. Enumerable.Range(0, 3).Select(_ => (Task)WaitAsync(null, leave.Token).AsTask())];

        RpcException full = await Assert.ThrowsAsync<RpcException>(() => WaitAsync().Within());
        Assert.Equal(RpcErrorCode.Unavailable, full.Code);
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(waiting).Within());

        Assert.Equal(0, _gate.Waiting);
        _gate.Close(() => new RpcConnectionException("over"));
    }

    [Fact]
    public async Task Closing_fails_those_who_wait_and_those_who_come()
    {
        _gate.Shut();
        Task<RpcSession> waiting = WaitAsync().AsTask();

        _gate.Close(() => new RpcConnectionException("over"));

        Assert.Equal("over", (await Assert.ThrowsAsync<RpcConnectionException>(() => waiting.Within())).Message);
        Assert.Equal("over", (await Assert.ThrowsAsync<RpcConnectionException>(() => WaitAsync().Within())).Message);
    }

    [Fact]
    public async Task A_session_that_turns_out_to_be_over_is_handed_to_nobody_else()
    {
        using RpcSession dead = NewSession();
        using RpcSession alive = NewSession();
        _gate.Shut();
        List<(int, RpcSession)> handed = [];
        Task[] waiters = [.. Enumerable.Range(1, 3).Select(i => WaitForLiveAsync(i))];

        await Task.Run(() => _gate.Open(dead));
        Assert.Equal([(1, dead)], handed);
        Assert.Null(_gate.Session);
        await Task.Run(() => _gate.Open(alive));

        await Task.WhenAll(waiters).Within();
        Assert.Equal([(1, dead), (2, alive), (3, alive), (1, alive)], handed);

        async Task WaitForLiveAsync(int i)
        {
            RpcSession session = await WaitAsync().ConfigureAwait(false);
            handed.Add((i, session));
            if (session == dead)
            {
                handed.Add((i, await WaitAsync(not: dead).ConfigureAwait(false)));
            }
        }
    }

    [Fact]
    public async Task The_current_session_that_turns_out_to_be_over_is_current_no_more()
    {
        using RpcSession dead = NewSession();
        _gate.Open(dead);

        Task<RpcSession> waiting = WaitAsync(not: dead).AsTask();

        Assert.False(waiting.IsCompleted);
        Assert.Null(_gate.Session);
        using RpcSession alive = NewSession();
        _gate.Open(alive);
        Assert.Same(alive, await waiting.Within());
    }

    private static RpcSession NewSession() => new(TestSessions.Options);

    private ValueTask<RpcSession> WaitAsync(RpcSession? not = null, CancellationToken cancellationToken = default) =>
        _gate.WaitAsync(not, cancellationToken);
}
