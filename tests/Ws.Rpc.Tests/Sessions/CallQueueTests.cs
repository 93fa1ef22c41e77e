using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Sessions;
using Ws.Rpc.Tests.Transports;
using Xunit;

namespace Ws.Rpc.Tests.Sessions;

[Collection(AloneDefinition.Name)]
public sealed class CallQueueTests
{
    private static readonly SessionOptions s_options = TestSessions.Options with { MaxConcurrentCalls = 3, MaxPendingCalls = 5 };

    [Fact]
    public async Task As_many_calls_run_at_once_as_may_and_the_others_start_in_their_order()
    {
        await using var scripted = new ScriptedSession(TestSessions.Options with { MaxConcurrentCalls = 3 });
        var gates = Enumerable.Range(0, 20).Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).ToArray();
        var started = new List<int>();
        int running = 0;
        int most = 0;
        scripted.Hub.Echo = async (text, _) =>
        {
            int number = int.Parse(text, CultureInfo.InvariantCulture);
            lock (started)
            {
                started.Add(number);
                most = Math.Max(most, ++running);
            }

            await gates[number].Task;
            lock (started)
            {
                running--;
            }

            return text;
        };
        await scripted.TellAsync([.. Enumerable.Range(0, 20).Select(Echo)]);
        for (int i = 0; i < 20; i++)
        {
            gates[i].SetResult();
            Assert.Contains($"\"id\":{i},", await scripted.HearAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(Enumerable.Range(0, 20), started);
        Assert.Equal(3, most);
        await Eventually.ZeroAsync(() => scripted.Session.Calls.Running);
    }

    [Fact]
    public async Task The_call_over_the_limit_is_refused_and_the_others_are_served()
    {
        await using var scripted = new ScriptedSession(s_options);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        scripted.Hub.Echo = async (text, _) =>
        {
            await gate.Task;
            return text;
        };

        await scripted.TellAsync([.. Enumerable.Range(0, 6).Select(Echo)]);

        string refusal = await scripted.HearAsync();
        Assert.Contains("\"id\":5,\"error\":{\"code\":-32053", refusal, StringComparison.Ordinal);
        gate.SetResult();
        string[] answers = [await scripted.HearAsync(), await scripted.HearAsync(), await scripted.HearAsync(), await scripted.HearAsync(), await scripted.HearAsync()];
        Assert.All(answers, answer => Assert.Contains("\"result\"", answer, StringComparison.Ordinal));
        await scripted.AssertSilentAsync();
    }

    [Fact]
    public async Task The_call_whose_arguments_would_be_too_much_to_keep_is_refused_and_the_others_are_served()
    {
        const int Length = 1_000_000;
        await using var scripted = new ScriptedSession(TestSessions.Options with { MaxConcurrentCalls = 1 });
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        scripted.Hub.Echo = async (text, _) =>
        {
            await gate.Task;
            return text[..1];
        };
        string[] calls = [.. Enumerable.Range(0, 6).Select(id => Echo(id, new string('x', Length))), Echo(6)];

        await scripted.TellAsync(calls);

        Assert.Contains("\"id\":5,\"error\":{\"code\":-32053", await scripted.HearAsync(), StringComparison.Ordinal);
        gate.SetResult();
        foreach (int id in (int[])[0, 1, 2, 3, 4, 6])
        {
            Assert.StartsWith($"{{\"jsonrpc\":\"2.0\",\"id\":{id},\"result\"", await scripted.HearAsync(), StringComparison.Ordinal);
        }

        // What waited no longer counts.
        Assert.Contains("\"result\":\"x\"", await scripted.AskAsync(calls[5]), StringComparison.Ordinal);
        await scripted.AssertSilentAsync();
    }

    [Fact]
    public async Task A_notification_over_the_limit_is_dropped_and_counted()
    {
        using var dropped = new Measurements("ws_rpc.dropped_notifications");
        await using var scripted = new ScriptedSession(s_options);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int pokes = 0;
        scripted.Hub.Echo = async (text, _) =>
        {
            await gate.Task;
            return text;
        };
        scripted.Hub.OnPoke = _ => Interlocked.Increment(ref pokes);
        const string Poke = """{"jsonrpc":"2.0","method":"poke","params":["x"]}""";

        await scripted.TellAsync([.. Enumerable.Range(0, 4).Select(Echo), Poke, Poke, Poke, """{"jsonrpc":"2.0","id":9,"method":"ping"}"""]);

        Assert.Contains("\"id\":9,\"error\":{\"code\":-32053", await scripted.HearAsync(), StringComparison.Ordinal);
        Assert.Equal(2, dropped.Count("pending_limit"));
        gate.SetResult();
        for (int i = 0; i < 4; i++)
        {
            await scripted.HearAsync();
        }

        await scripted.AssertSilentAsync();
        Assert.Equal(1, pokes);
    }

    [Fact]
    public async Task Calls_of_ours_that_wait_do_not_lift_the_limit_of_the_peers()
    {
        await using var scripted = new ScriptedSession(s_options);
        Task<int>[] own = [.. Enumerable.Range(0, 50).Select(i => scripted.CallHub.AddAsync(i, i).AsTask())];
        for (int i = 0; i < 50; i++)
        {
            await scripted.HearAsync();
        }

        scripted.Hub.Echo = (text, token) => Task.Delay(Timeout.Infinite, token).ContinueWith(_ => text, TaskScheduler.Default);
        await scripted.TellAsync([.. Enumerable.Range(0, 6).Select(Echo)]);

        Assert.Contains("\"id\":5,\"error\":{\"code\":-32053", await scripted.HearAsync(), StringComparison.Ordinal);
        Assert.Equal(5, scripted.Session.Calls.Running);
        Assert.DoesNotContain(own, call => call.IsCompleted);
    }

    [Fact]
    public async Task Held_calls_start_in_their_order_when_released()
    {
        await using var scripted = new ScriptedSession();
        var started = new List<string>();
        scripted.Hub.Echo = (text, _) =>
        {
            started.Add(text);
            return Task.FromResult(text);
        };
        scripted.Session.Calls.Hold();
        await scripted.TellAsync([.. Enumerable.Range(0, 10).Select(Echo), """{"jsonrpc":"2.0","id":99,"method":"unknown"}"""]);
        Assert.Contains("\"id\":99", await scripted.HearAsync(), StringComparison.Ordinal);
        Assert.Empty(started);

        scripted.Session.Calls.Release();
        for (int i = 0; i < 10; i++)
        {
            Assert.Contains($"\"id\":{i},", await scripted.HearAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"{i}"), started);
    }

    [Fact]
    public async Task No_call_is_forgotten_when_calls_finish_while_others_come_to_wait()
    {
        await using var pair = new SessionPair(TestSessions.Options with { MaxConcurrentCalls = 2, MaxPendingCalls = 10_000 });
        pair.ServerHub.Add = async (left, right) =>
        {
            await Task.Yield();
            return left + right;
        };
        Task[] callers = [.. Enumerable.Range(0, 16).Select(lane => Task.Run(async () =>
        {
            for (int i = 0; i < 500; i++)
            {
                Assert.Equal(lane + i, await pair.Hub.AddAsync(lane, i).Within());
            }
        }))];

        await Task.WhenAll(callers);
        await Eventually.ZeroAsync(() => pair.Server.Calls.Running);
    }

    [Fact]
    public async Task Waiting_calls_are_let_go_when_the_peer_is_gone()
    {
        await using var scripted = new ScriptedSession(s_options);
        int started = 0;
        scripted.Hub.Echo = async (text, token) =>
        {
            Interlocked.Increment(ref started);
            await Task.Delay(Timeout.Infinite, token);
            return text;
        };
        await scripted.TellAsync([.. Enumerable.Range(0, 6).Select(Echo)]);
        await scripted.HearAsync();

        scripted.Cut();
        await scripted.Run.Within();
        while (scripted.Session.Calls.Running > 0)
        {
            await Task.Yield();
        }

        Assert.Equal(3, started);
    }

    private static string Echo(int id) => Echo(id, id.ToString(CultureInfo.InvariantCulture));

    private static string Echo(int id, string text) => $$"""{"jsonrpc":"2.0","id":{{id}},"method":"echo","params":["{{text}}"]}""";
}
