using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Guards;

public sealed class CallFilterTests
{
    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"echo","params":["a"]}""", "first echo: known request [\"a\"]", "first: done")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"echo","params":{"text":"a"}}""", "first echo: known request {\"text\":\"a\"}", "first: done")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"secret"}""", "first secret: known request ", "first: -32041")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"nothing","params":[1]}""", "first nothing: unknown request [1]", "first: -32601")]
    [InlineData("""{"jsonrpc":"2.0","method":"nothing","params":[]}""", "first nothing: unknown notification []", "first: done")]
    [InlineData("""{"jsonrpc":"2.0","method":"poke","params":[3]}""", "first poke: known notification [3]", "first: done")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"echo","params":[1]}""", "first echo: known request [1]", "first: -32602")]
    public async Task Filter_sees_every_call_before_and_after(string message, string before, string after)
    {
        await using HubHost host = await GuardedHost.StartAsync(static options => options.AddCallFilter<FirstFilter>());
        await using RawClient client = await GuardedHost.ConnectAsync(host);

        await client.SendAsync(message);

        await GuardedHost.JournalOf(host).ExpectFirstAsync(before, after, "first: disposed");
        if (message.Contains("\"id\"", StringComparison.Ordinal))
        {
            await client.ReceiveAsync();
        }

        await client.AssertSilentAndAliveAsync();
    }

    [Fact]
    public async Task Answer_is_the_same_byte_for_byte_when_a_filter_lets_calls_pass()
    {
        string[] messages =
        [
            """{"jsonrpc":"2.0","id":"x","method":"echo","params":["a"]}""",
            """{"jsonrpc":"2.0","id":2,"method":"echo","params":[]}""",
            """{"jsonrpc":"2.0","id":3,"method":"echo","params":[5]}""",
            """{"jsonrpc":"2.0","id":4,"method":"echo","params":["a","b"]}""",
            """{"jsonrpc":"2.0","id":5,"method":"nothing"}""",
            // Without items: of others the answer holds as many as are there by then.
            """{"jsonrpc":"2.0","id":6,"method":"list","params":[0]}""",
            """[{"jsonrpc":"2.0","id":7,"method":"echo","params":["a"]},{"jsonrpc":"2.0","method":"poke","params":[1]}]""",
            """{"jsonrpc":"2.0","id":8,"method":"import","params":[4,"t"]}""",
        ];

        Assert.Equal(await AskAllAsync(messages, static _ => { }), await AskAllAsync(messages, Pass));
        static void Pass(RpcHubOptions options) => options.AddCallFilter(new ActingFilter(static async (call, next) =>
        {
            await Task.Yield();
            await next(call);
        }));
    }

    [Fact]
    public async Task Every_kind_of_call_gets_through_when_a_filter_waits_first()
    {
        await using HubHost host = await GuardedHost.StartAsync(static options => options.AddCallFilter<FirstFilter>());
        await using RpcClient client = await GuardedHost.ConnectTypedAsync(host);
        IGuardedHub hub = client.GetHub<IGuardedHub>();

        List<int> listed = await hub.ListAsync(3).ToListAsync().Within();
        Assert.Equal([0, 1, 2], listed);
        Assert.Equal(6, await hub.TotalAsync(new[] { 1, 2, 3 }.ToAsyncEnumerable()).Within());
        var reported = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        Assert.Equal(7, await hub.ImportAsync(7, new DirectProgress(reported)).Within());
        Assert.Equal(7, await reported.Task.Within());
        int[] ordered = await Task.WhenAll(Enumerable.Range(1, 3).Select(n => hub.OrderedAsync(n).AsTask())).Within();
        Assert.Equal([1, 2, 3], ordered);
        Assert.Equal(
            ["begin 1", "end 1", "begin 2", "end 2", "begin 3", "end 3"],
            GuardedHost.JournalOf(host).All.Where(static entry => entry.StartsWith("begin", StringComparison.Ordinal)
                || entry.StartsWith("end", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Call_is_cancelled_when_it_runs_inside_a_filter()
    {
        await using HubHost host = await GuardedHost.StartAsync(static options => options.AddCallFilter(
            new ActingFilter(static (call, next) => next(call))));
        await using RpcClient client = await GuardedHost.ConnectTypedAsync(host);
        using var cancellation = new CancellationTokenSource();
        Task waiting = client.GetHub<IGuardedHub>().WaitAsync(cancellation.Token).AsTask();
        Assert.Equal("waiting", await GuardedHost.JournalOf(host).NextAsync());

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.Within());
    }

    [Fact]
    public async Task Filters_run_from_the_hub_to_the_class_to_the_method_when_all_have_some()
    {
        await using HubHost host = await GuardedHost.StartAsync(static options =>
        {
            options.AddCallFilter(Noting("one"));
            options.AddCallFilter(Noting("two"));
        });
        await using RpcClient client = await GuardedHost.ConnectTypedAsync(host, "user=ann&role=admin");

        await client.GetHub<IGuardedHub>().MarkedAsync().Within();

        Assert.Equal(["one", "two", "class", "method", "second", "marked"], GuardedHost.JournalOf(host).All);
    }

    [Fact]
    public async Task Marked_filters_see_no_call_that_is_refused()
    {
        await using HubHost host = await GuardedHost.StartAsync(static options => options.AddCallFilter(Noting("one")));
        await using RpcClient client = await GuardedHost.ConnectTypedAsync(host, "user=ann");

        RpcException exception = await Assert.ThrowsAsync<RpcException>(
            () => client.GetHub<IGuardedHub>().MarkedAsync().Within());

        Assert.Equal(RpcErrorCode.Forbidden, exception.Code);
        Assert.Equal(["one"], GuardedHost.JournalOf(host).All);
    }

    [Fact]
    public async Task Exception_of_a_filter_is_the_answer_when_it_is_one()
    {
        await using HubHost host = await GuardedHost.StartAsync(static options => options.AddCallFilter(
            new ActingFilter(static (_, _) => throw new RpcException(7, "not today", new { until = 9 }))));
        await using RawClient client = await GuardedHost.ConnectAsync(host);

        await client.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"echo","params":["a"]}""");

        Assert.Equal(
            """{"jsonrpc":"2.0","id":1,"error":{"code":7,"message":"not today","data":{"until":9}}}""",
            await client.ReceiveAsync());
        Assert.Empty(GuardedHost.JournalOf(host).All);
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("swallow")]
    [InlineData("twice")]
    [InlineData("throw")]
    public async Task Request_is_answered_once_whatever_a_filter_does(string fault)
    {
        await using HubHost host = await GuardedHost.StartAsync(options => options.AddCallFilter(new ActingFilter(
            async (call, next) =>
            {
                if (call.Method != "fail")
                {
                    await next(call);
                    return;
                }

                switch (fault)
                {
                    case "swallow":
                        await Assert.ThrowsAsync<InvalidOperationException>(() => next(call).AsTask());
                        break;
                    case "twice":
                        await Assert.ThrowsAsync<InvalidOperationException>(() => next(call).AsTask());
                        await next(call);
                        break;
                    case "throw":
                        throw new InvalidOperationException("a secret of the filter");
                }
            })));
        await using RawClient client = await GuardedHost.ConnectAsync(host);

        await client.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"fail"}""");
        string answer = await client.ReceiveAsync();

        Assert.Contains("-32603", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", answer, StringComparison.Ordinal);
        await client.AssertSilentAndAliveAsync();
    }

    [Fact]
    public async Task Call_lasts_as_long_as_its_method_when_a_filter_waits_no_longer()
    {
        var gaveUp = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using HubHost host = await GuardedHost.StartAsync(options => options.AddCallFilter(new ActingFilter(
            async (call, next) =>
            {
                Task rest = next(call).AsTask();
                if (call.Method == "hold")
                {
                    gaveUp.SetResult();
                    throw new RpcException(7, "too late");
                }

                await rest;
            })));
        await using RawClient client = await GuardedHost.ConnectAsync(host);
        await client.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"hold"}""");
        await gaveUp.Task.Within();

        // Whatever is served meanwhile is not answered by the method that goes on.
        await client.SendAsync("""{"jsonrpc":"2.0","id":2,"method":"total","params":[{"token":1}]}""");
        GuardedHost.JournalOf(host).LetGo.SetResult();

        string[] answers = [await client.ReceiveAsync(), await client.ReceiveAsync()];
        Assert.Single(answers, """{"jsonrpc":"2.0","id":1,"result":null}""");
        Assert.Single(answers, static answer => answer.Contains("$/enumerator/next", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Method_is_cancelled_and_the_filter_answers_when_it_waits_no_longer()
    {
        await using HubHost host = await GuardedHost.StartAsync(static options => options.AddCallFilter(new ActingFilter(
            static (call, next) =>
            {
                Task rest = next(call).AsTask();
                return call.Method == "wait" ? throw new RpcException(7, "too late") : new ValueTask(rest);
            })));
        await using RawClient client = await GuardedHost.ConnectAsync(host);

        await client.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"wait"}""");

        Assert.Equal("""{"jsonrpc":"2.0","id":1,"error":{"code":7,"message":"too late"}}""", await client.ReceiveAsync());
        Assert.Equal(["waiting", "waited"], GuardedHost.JournalOf(host).All);
        await client.AssertSilentAndAliveAsync();
    }

    [Fact]
    public async Task Call_context_is_over_when_the_call_is()
    {
        var kept = new TaskCompletionSource<(RpcCallContext Call, RpcCallDelegate Next)>();
        await using HubHost host = await GuardedHost.StartAsync(options => options.AddCallFilter(new ActingFilter(
            (call, next) =>
            {
                kept.TrySetResult((call, next));
                return next(call);
            })));
        await using RpcClient client = await GuardedHost.ConnectTypedAsync(host);

        await client.GetHub<IGuardedHub>().EchoAsync("a").Within();
        await client.GetHub<IGuardedHub>().EchoAsync("b").Within();

        (RpcCallContext call, RpcCallDelegate next) = await kept.Task;
        Assert.True(call.CancellationToken.IsCancellationRequested);
        Assert.ThrowsAny<InvalidOperationException>(() => call.Arguments);
        await Assert.ThrowsAnyAsync<InvalidOperationException>(() => next(call).AsTask());
        Assert.Equal("echo", call.Method);
    }

    [Fact]
    public async Task Filter_and_hub_share_the_scope_and_the_marks_when_a_call_runs()
    {
        RpcCallContext? seen = null;
        await using HubHost host = await GuardedHost.StartAsync(options => options.AddCallFilter(new ActingFilter(
            (call, next) =>
            {
                seen = call;
                call.Items["a"] = 1;
                return next(call);
            })));
        await using RpcClient client = await GuardedHost.ConnectTypedAsync(host, "user=ann&role=admin");

        await client.GetHub<IGuardedHub>().SlowAsync(1).Within();

        Assert.Equal("slow", seen!.Metadata.GetMetadata<RpcRateLimitAttribute>()!.Policy);
        Assert.Equal("ann", seen.HubContext.UserId);
        Assert.Same(seen.HubContext.User, seen.User);
        Assert.Equal(1, seen.Items["a"]);
    }

    [Theory]
    [InlineData("echo")]
    [InlineData("nothing")]
    public async Task Calls_count_as_running_while_their_filters_wait(string method)
    {
        var letGo = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using HubHost host = await GuardedHost.StartAsync(options =>
        {
            options.MaxConcurrentCalls = 1;
            options.MaxPendingCalls = 2;
            options.AddCallFilter(new ActingFilter(async (call, next) =>
            {
                await letGo.Task;
                await next(call);
            }));
        });
        await using RawClient client = await GuardedHost.ConnectAsync(host);
        for (int i = 1; i <= 3; i++)
        {
            await client.SendAsync($$"""{"jsonrpc":"2.0","id":{{i}},"method":"{{method}}","params":["a"]}""");
        }

        Assert.StartsWith(
            """{"jsonrpc":"2.0","id":3,"error":{"code":-32053,""", await client.ReceiveAsync(), StringComparison.Ordinal);
        letGo.SetResult();
        Assert.StartsWith("""{"jsonrpc":"2.0","id":1,""", await client.ReceiveAsync(), StringComparison.Ordinal);
        Assert.StartsWith("""{"jsonrpc":"2.0","id":2,""", await client.ReceiveAsync(), StringComparison.Ordinal);
        await client.AssertSilentAndAliveAsync();
    }

    [Fact]
    public async Task Application_does_not_start_when_a_mark_names_no_filter()
    {
        InvalidOperationException exception = await Assert.ThrowsAsync<InvalidOperationException>(
            () => HubHost.StartAsync<WronglyMarkedHub>());

        Assert.Contains("IRpcCallFilter", exception.Message, StringComparison.Ordinal);
    }

    private static ActingFilter Noting(string text) => new((call, next) =>
    {
        call.Services.GetRequiredService<GuardJournal>().Add(text);
        return next(call);
    });

    private static async Task<IReadOnlyList<string>> AskAllAsync(IEnumerable<string> messages, Action<RpcHubOptions> configure)
    {
        await using HubHost host = await GuardedHost.StartAsync(configure);
        await using RawClient client = await GuardedHost.ConnectAsync(host);
        var answers = new List<string>();
        foreach (string message in messages)
        {
            await client.SendAsync(message);
            answers.Add(await client.ReceiveAsync());
            if (answers[^1].Contains("$/progress", StringComparison.Ordinal))
            {
                answers.Add(await client.ReceiveAsync());
            }
        }

        return answers;
    }

    private sealed class WronglyMarkedHub : RpcHub, IScopeless
    {
        [RpcCallFilter(typeof(GuardJournal))]
        public ValueTask PingAsync() => default;
    }
}
