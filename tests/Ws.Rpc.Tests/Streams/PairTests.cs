using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Tests.Sessions;
using Ws.Rpc.Tests.Transports;
using Ws.Rpc.Tests.Twin;
using Xunit;

namespace Ws.Rpc.Tests.Streams;

/// <summary>Streams between two sessions of ours.</summary>
public sealed class PairTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(1000)]
    public async Task Items_arrive_whole_and_in_order(int credit)
    {
        await using var pair = new SessionPair(client: TestSessions.Options with { StreamCredit = credit });
        Assert.Equal(Enumerable.Range(0, 500), await AllAsync(pair.Hub.ListAsync(500)));
        Assert.Empty(await AllAsync(pair.Hub.ListAsync(0)));
        await Eventually.ZeroAsync(() => pair.Server.Streams.Count + pair.Client.Streams.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(64)]
    public async Task Arguments_arrive_whole_in_both_directions(int credit)
    {
        await using var pair = new SessionPair(
            TestSessions.Options with { IsServer = true, StreamCredit = credit }, TestSessions.Options with { StreamCredit = credit });
        Assert.Equal(499_500, await pair.Hub.TotalAsync(TwinStreams.CountAsync(1000, default)).Within());
        Assert.Equal(4950, await pair.Callback.GatherAsync(TwinStreams.CountAsync(100, default)).Within());
        Assert.Equal([0, 1, 2], await AllAsync(pair.Callback.LevelsAsync(3)));
        await Eventually.ZeroAsync(() => pair.Server.Streams.Count + pair.Client.Streams.Count);
    }

    [Fact]
    public async Task A_stream_may_take_streams()
    {
        await using var pair = new SessionPair();
        List<TwinNote> merged = await AllAsync(pair.Hub.MergeAsync(NotesAsync("a", 100), NotesAsync("b", 50)));
        Assert.Equal(150, merged.Count);
        Assert.Equal(["a0", "b0", "a1"], merged.Take(3).Select(note => note.Text));
        Assert.Equal(3, (await AllAsync(pair.Hub.MergeAsync(NotesAsync("a", 3)))).Count);
        await Eventually.ZeroAsync(() => pair.Server.Streams.Count + pair.Client.Streams.Count);
    }

    [Fact]
    public async Task Each_enumeration_is_a_call()
    {
        await using var pair = new SessionPair();
        int calls = 0;
        pair.ServerHub.List = (count, token) => TwinStreams.CountAsync(count + calls++, token);
        IAsyncEnumerable<int> stream = pair.Hub.ListAsync(2);
        Assert.Equal(0, calls);
        Assert.Equal([0, 1], await AllAsync(stream));
        Assert.Equal([0, 1, 2], await AllAsync(stream));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Either_token_ends_the_stream_and_its_source(bool ofTheMethod)
    {
        await using var pair = new SessionPair();
        var disposed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        pair.ServerHub.List = (_, token) => Endless.CountAsync(disposed, token);
        using var cancellation = new CancellationTokenSource();
        CancellationToken token = cancellation.Token;
        IAsyncEnumerable<int> stream = pair.Hub.ListAsync(0, ofTheMethod ? token : default);
        int taken = 0;
        OperationCanceledException thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (int item in stream.WithCancellation(ofTheMethod ? default : token))
            {
                Assert.Equal(taken++, item);
                if (taken == 100)
                {
                    await cancellation.CancelAsync();
                }
            }
        });
        Assert.Equal(token, thrown.CancellationToken);
        Assert.Equal(100, taken);
        await disposed.Task.Within();
    }

    [Fact]
    public async Task Breaking_off_ends_the_source()
    {
        await using var pair = new SessionPair();
        var disposed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        pair.ServerHub.List = (_, token) => Endless.CountAsync(disposed, token);
        await foreach (int item in pair.Hub.ListAsync(0))
        {
            if (item == 70)
            {
                break;
            }
        }

        await disposed.Task.Within();
        await Eventually.ZeroAsync(() => pair.Server.Streams.Count + pair.Client.Outgoing.Count);
    }

    [Fact]
    public async Task A_consumer_that_stops_early_ends_the_source_of_an_argument()
    {
        await using var pair = new SessionPair();
        pair.ServerHub.Total = async (numbers, _) =>
        {
            await foreach (int number in numbers)
            {
                return number;
            }

            return -1;
        };
        var disposed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Assert.Equal(0, await pair.Hub.TotalAsync(Endless.CountAsync(disposed, default)).Within());
        await disposed.Task.Within();
        await Eventually.ZeroAsync(() => pair.Server.Streams.Count + pair.Client.Streams.Count);
    }

    [Fact]
    public async Task A_cancelled_call_ends_its_arguments_on_both_sides()
    {
        await using var pair = new SessionPair();
        var handler = new TaskCompletionSource<Exception>(TaskCreationOptions.RunContinuationsAsynchronously);
        pair.ServerHub.Total = async (numbers, _) =>
        {
            try
            {
                return await TwinStreams.TotalAsync(numbers, default);
            }
            catch (Exception exception)
            {
                handler.SetResult(exception);
                throw;
            }
        };
        using var cancellation = new CancellationTokenSource();
        var disposed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<int> call = pair.Hub.TotalAsync(Endless.CountAsync(disposed, default, 10), cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Within());
        Assert.IsAssignableFrom<OperationCanceledException>(await handler.Task.Within());
        await Eventually.ZeroAsync(() => pair.Server.Streams.Count + pair.Client.Streams.Count);
    }

    [Fact]
    public async Task Failures_arrive_behind_the_items()
    {
        await using var pair = new SessionPair();
        pair.ServerHub.List = (_, _) => Endless.FailAsync(3, new RpcException(7, "no more"));
        var items = new List<int>();
        RpcException failure = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            await foreach (int item in pair.Hub.ListAsync(0))
            {
                items.Add(item);
            }
        });
        Assert.Equal([0, 1, 2], items);
        Assert.Equal((7, "no more"), (failure.Code, failure.Message));

        RpcException argument = await Assert.ThrowsAsync<RpcException>(
            () => pair.Hub.TotalAsync(Endless.FailAsync(2, new RpcException(8, "source"))).Within());
        Assert.Equal((8, "source"), (argument.Code, argument.Message));
        RpcException hidden = await Assert.ThrowsAsync<RpcException>(
            () => pair.Hub.TotalAsync(Endless.FailAsync(2, new InvalidOperationException("secret"))).Within());
        Assert.Equal(RpcErrorCode.InternalError, hidden.Code);
        Assert.DoesNotContain("secret", hidden.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Losing_the_peer_ends_both_ends()
    {
        await using var pair = new SessionPair();
        var disposed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        pair.ServerHub.List = (_, token) => Endless.CountAsync(disposed, token, 5);
        int taken = 0;
        await Assert.ThrowsAsync<RpcConnectionException>(async () =>
        {
            await foreach (int item in pair.Hub.ListAsync(0))
            {
                if (++taken == 5)
                {
                    pair.Cut();
                }
            }
        });
        Assert.Equal(5, taken);
        await disposed.Task.Within();
    }

    [Fact]
    public async Task A_stream_is_continued_where_it_was()
    {
        await using var pair = new SessionPair();
        pair.ServerHub.List = (count, _) => Endless.PositionedAsync(count);
        var stream = (IRpcResumable<int>)pair.Hub.ListAsync(100);
        await foreach (int item in stream)
        {
            if (item == 29)
            {
                break;
            }
        }

        Assert.NotNull(stream.Cursor);
        int position = int.Parse(stream.Cursor, System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(position, 0, 30);
        Assert.Equal(Enumerable.Range(position, 100 - position), await AllAsync(stream.ContinueAfter(stream.Cursor)));
    }

    [Fact]
    public async Task A_proxy_without_a_connection_fails_at_the_first_item()
    {
        var session = new Ws.Rpc.Sessions.RpcSession(TestSessions.Options);
        await Assert.ThrowsAsync<RpcConnectionException>(() => AllAsync(TestSessions.HubOf(session).ListAsync(1)));
        session.Dispose();
    }

    private static async Task<List<T>> AllAsync<T>(IAsyncEnumerable<T> stream)
    {
        var all = new List<T>();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await foreach (T item in stream.WithCancellation(limit.Token))
        {
            all.Add(item);
        }

        return all;
    }

    private static async IAsyncEnumerable<TwinNote> NotesAsync(string name, int count)
    {
        for (int i = 0; i < count; i++)
        {
            await Task.Yield();
            yield return new TwinNote(i, $"{name}{i}");
        }
    }
}
