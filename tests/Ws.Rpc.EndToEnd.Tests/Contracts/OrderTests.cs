using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Contracts;

public sealed class OrderTests
{
    private readonly OrderJournal _journal = new();

    [Fact]
    public async Task Ordered_calls_start_one_after_another_in_their_order()
    {
        await using HubHost host = await StartAsync();
        await using RpcClient client = await host.ConnectAsync();
        IOrderHub hub = client.GetHub<IOrderHub>();
        Task<int>[] steps = [.. Enumerable.Range(0, 20).Select(number => hub.StepAsync(number).AsTask())];
        hub.Note(20);
        for (int i = 0; i < steps.Length; i++)
        {
            Assert.Equal($"start {i}", await _journal.NextAsync());
            Assert.Empty(_journal.Rest());
            _journal.Gate(i).SetResult();
            Assert.Equal($"end {i}", await _journal.NextAsync());
            Assert.Equal(i, await steps[i].Within());
        }

        Assert.Equal("note 20", await _journal.NextAsync());
    }

    [Fact]
    public async Task Other_calls_and_other_connections_do_not_wait_for_an_ordered_one()
    {
        await using HubHost host = await StartAsync(options => options.MaxConcurrentCalls = 3);
        await using RpcClient client = await host.ConnectAsync();
        await using RpcClient other = await host.ConnectAsync();
        IOrderHub hub = client.GetHub<IOrderHub>();
        Task<int>[] steps = [.. Enumerable.Range(0, 5).Select(number => hub.StepAsync(number).AsTask())];
        Assert.Equal(7, await hub.FreeAsync(7).Within());
        _journal.Gate(9).SetResult();
        Assert.Equal(9, await other.GetHub<IOrderHub>().StepAsync(9).Within());
        Assert.Equal(["start 0", "free 7", "start 9", "end 9"], _journal.Rest());
        Assert.All(steps, step => Assert.False(step.IsCompleted));
    }

    [Fact]
    public async Task A_call_that_is_cancelled_while_it_waits_is_answered_at_once_and_never_starts()
    {
        await using HubHost host = await StartAsync();
        await using RawClient client = await RawClient.ConnectAsync(host.Address);
        await client.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"step","params":[1]}""");
        await client.SendAsync("""{"jsonrpc":"2.0","id":2,"method":"step","params":[2]}""");
        await client.SendAsync("""{"jsonrpc":"2.0","id":3,"method":"step","params":[3]}""");
        await client.SendAsync("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":2}}""");
        Assert.Equal(
            """{"jsonrpc":"2.0","id":2,"error":{"code":-32800,"message":"Request cancelled"}}""", await client.ReceiveAsync());
        _journal.Gate(1).SetResult();
        _journal.Gate(3).SetResult();
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":1}""", await client.ReceiveAsync());
        Assert.Equal("""{"jsonrpc":"2.0","id":3,"result":3}""", await client.ReceiveAsync());
        Assert.Equal(["start 1", "end 1", "start 3", "end 3"], _journal.Rest());
    }

    [Fact]
    public async Task Calls_nested_both_ways_do_not_wait_for_each_other()
    {
        await using HubHost host = await StartAsync(options => options.MaxConcurrentCalls = 1);
        await using var client = new RpcClient(host.Address);
        IOrderHub hub = client.GetHub<IOrderHub>();
        var handler = new OrderClient { Nest = async depth => depth == 0 ? 0 : 1 + await hub.NestAsync(depth - 1) };
        client.Handle<IOrderClient>(handler);
        await client.ConnectAsync().Within();
        Assert.Equal(20, await hub.NestAsync(20).Within());
    }

    [Fact]
    public async Task A_stream_that_was_asked_for_may_call_back_for_each_item()
    {
        await using HubHost host = await StartAsync(options => options.MaxConcurrentCalls = 1);
        await using var client = new RpcClient(host.Address);
        IOrderHub hub = client.GetHub<IOrderHub>();
        client.Handle<IOrderClient>(new OrderClient { Count = AskForEachAsync });
        await client.ConnectAsync().Within();
        Assert.Equal(6, await hub.AskSumAsync(4).Within());
        Assert.Equal(["start sum", "note 0", "note 1", "note 2", "note 3", "end sum"], _journal.Rest());

        async IAsyncEnumerable<int> AskForEachAsync(int count)
        {
            for (int i = 0; i < count; i++)
            {
                hub.Note(i);
                await hub.NestAsync(0);
                yield return i;
            }
        }
    }

    [Fact]
    public async Task A_call_whose_arguments_still_come_keeps_its_turn()
    {
        await using HubHost host = await StartAsync();
        await using RpcClient client = await host.ConnectAsync();
        IOrderHub hub = client.GetHub<IOrderHub>();
        Task<int> sum = hub.SumAsync(WaitBetweenAsync()).AsTask();
        Task<int> step = hub.StepAsync(5).AsTask();
        Assert.Equal("start sum", await _journal.NextAsync());
        await _journal.Gate(0).Task.Within();
        Assert.Equal(7, await hub.FreeAsync(7).Within());
        Assert.Equal(["free 7"], _journal.Rest());
        _journal.Gate(1).SetResult();
        _journal.Gate(5).SetResult();
        Assert.Equal((3, 5), (await sum.Within(), await step.Within()));
        Assert.Equal(["end sum", "start 5", "end 5"], _journal.Rest());

        async IAsyncEnumerable<int> WaitBetweenAsync()
        {
            yield return 1;
            _journal.Gate(0).SetResult();
            await _journal.Gate(1).Task;
            yield return 2;
        }
    }

    [Fact]
    public async Task A_call_that_has_its_answer_is_waited_for_again()
    {
        await using HubHost host = await StartAsync();
        await using var client = new RpcClient(host.Address);
        var answer = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        client.Handle<IOrderClient>(new OrderClient { Nest = _ => new(answer.Task) });
        await client.ConnectAsync().Within();
        IOrderHub hub = client.GetHub<IOrderHub>();
        Task<int> nested = hub.NestAsync(1).AsTask();
        Task<int> first = hub.StepAsync(1).AsTask();
        Assert.Equal("start 1", await _journal.NextAsync());
        Task<int> second = hub.StepAsync(2).AsTask();
        answer.SetResult(0);
        Assert.Equal(1, await nested.Within());
        Assert.Equal(3, await hub.FreeAsync(3).Within());
        Assert.Equal(["free 3"], _journal.Rest());
        _journal.Gate(1).SetResult();
        _journal.Gate(2).SetResult();
        Assert.Equal(3, (await Task.WhenAll(first, second).Within()).Sum());
    }

    [Fact]
    public async Task Calls_that_wait_count_among_the_pending_ones()
    {
        await using HubHost host = await StartAsync(options => (options.MaxPendingCalls, options.MaxConcurrentCalls) = (3, 2));
        await using RpcClient client = await host.ConnectAsync();
        IOrderHub hub = client.GetHub<IOrderHub>();
        Task<int>[] steps = [.. Enumerable.Range(0, 3).Select(number => hub.StepAsync(number).AsTask())];
        RpcException refusal = await Assert.ThrowsAsync<RpcException>(() => hub.StepAsync(3).Within());
        Assert.Equal(RpcErrorCode.Unavailable, refusal.Code);
        Assert.Equal("start 0", await _journal.NextAsync());
        for (int i = 0; i < 3; i++)
        {
            _journal.Gate(i).SetResult();
            Assert.Equal(i, await steps[i].Within());
        }

        _journal.Gate(4).SetResult();
        Assert.Equal(4, await hub.StepAsync(4).Within());
    }

    [Fact]
    public async Task Calls_end_with_their_connection_and_those_that_wait_never_start()
    {
        await using HubHost host = await StartAsync();
        RawClient client = await RawClient.ConnectAsync(host.Address);
        for (int i = 1; i <= 3; i++)
        {
            await client.SendAsync($$"""{"jsonrpc":"2.0","id":{{i}},"method":"step","params":[{{i}}]}""");
        }

        await client.SendAsync("""{"jsonrpc":"2.0","id":4,"method":"free","params":[4]}""");
        Assert.Equal("""{"jsonrpc":"2.0","id":4,"result":4}""", await client.ReceiveAsync());
        await client.DisposeAsync();
        Assert.Equal("start 1", await _journal.NextAsync());
        Assert.Equal("free 4", await _journal.NextAsync());
        Assert.Equal("cancelled 1", await _journal.NextAsync());
        await host.StopAsync();
        Assert.Empty(_journal.Rest());
    }

    [Fact]
    public async Task A_method_that_fails_lets_the_next_start()
    {
        await using HubHost host = await StartAsync();
        await using RpcClient client = await host.ConnectAsync();
        IOrderHub hub = client.GetHub<IOrderHub>();
        Task<int> first = hub.StepAsync(1).AsTask();
        Task<int> second = hub.StepAsync(2).AsTask();
        _journal.Gate(1).SetException(new InvalidOperationException("wrong"));
        _journal.Gate(2).SetResult();
        Assert.Equal(RpcErrorCode.InternalError, (await Assert.ThrowsAsync<RpcException>(() => first.Within())).Code);
        Assert.Equal(2, await second.Within());
    }

    private Task<HubHost> StartAsync(Action<RpcHubOptions>? configure = null) =>
        HubHost.StartAsync<OrderHub>(configure, services: services => services.AddSingleton(_journal));
}
