using System;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Tests.Transports;
using Xunit;

namespace Ws.Rpc.Tests.Sessions;

public sealed class NestedCallTests
{
    [Fact]
    public async Task Calls_nested_both_ways_complete_beyond_the_limit_of_running_ones()
    {
        await using var pair = new SessionPair();
        pair.ServerHub.Add = async (depth, _) => depth == 0 ? 0 : await pair.Callback.ConfirmAsync($"{depth}") ? depth : -1;
        pair.ClientCallback.Confirm = async (depth, _) =>
        {
            int next = int.Parse(depth, null) - 1;
            return await pair.Hub.AddAsync(next, 0) == next;
        };

        Assert.Equal(50, await pair.Hub.AddAsync(50, 0).Within());
    }

    [Fact]
    public async Task Many_chains_of_nested_calls_complete_beside_each_other()
    {
        await using var pair = new SessionPair();
        pair.ServerHub.Add = async (depth, lane) => depth == 0 ? lane : await pair.Callback.ConfirmAsync($"{depth}:{lane}") ? lane : -1;
        pair.ClientCallback.Confirm = async (text, _) =>
        {
            string[] parts = text.Split(':');
            int lane = int.Parse(parts[1], null);
            return await pair.Hub.AddAsync(int.Parse(parts[0], null) - 1, lane) == lane;
        };
        var chains = new Task<int>[8];
        for (int lane = 0; lane < chains.Length; lane++)
        {
            chains[lane] = pair.Hub.AddAsync(8, lane).AsTask();
        }

        Assert.Equal(new[] { 0, 1, 2, 3, 4, 5, 6, 7 }, await Task.WhenAll(chains).Within());
    }

    [Fact]
    public async Task A_callback_may_call_back_while_its_caller_waits()
    {
        await using var pair = new SessionPair();
        pair.ServerHub.Ping = async () => await pair.Callback.FlushAsync();
        pair.ClientCallback.Flush = async () => Assert.Equal(3, await pair.Hub.AddAsync(1, 2));

        await pair.Hub.PingAsync().Within();
    }

    [Fact]
    public async Task A_handler_that_blocks_one_loop_leaves_the_continuations_before_it_alone()
    {
        await using var scripted = new ScriptedSession();
        using var release = new ManualResetEventSlim();
        scripted.Hub.OnPoke = _ => release.Wait();
        ValueTask<int> call = scripted.CallHub.AddAsync(1, 2);

        await scripted.TellAsync("""{"jsonrpc":"2.0","id":1,"result":3}""", """{"jsonrpc":"2.0","method":"poke","params":["x"]}""");

        Assert.Equal(3, await call.Within());
        release.Set();
    }

    [Fact]
    public async Task What_a_handler_makes_ambient_does_not_reach_the_next()
    {
        await using var scripted = new ScriptedSession();
        var ambient = new AsyncLocal<string>();
        scripted.Hub.Echo = (text, _) =>
        {
            string before = ambient.Value ?? "nothing";
            ambient.Value = text;
            return Task.FromResult(before);
        };
        scripted.Hub.OnPoke = text => ambient.Value = text;

        await scripted.TellAsync(
            """{"jsonrpc":"2.0","method":"poke","params":["a"]}""",
            """{"jsonrpc":"2.0","id":1,"method":"echo","params":["b"]}""",
            """{"jsonrpc":"2.0","id":2,"method":"echo","params":["c"]}""");

        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":"nothing"}""", await scripted.HearAsync());
        Assert.Equal("""{"jsonrpc":"2.0","id":2,"result":"nothing"}""", await scripted.HearAsync());
    }

    [Fact]
    public async Task A_handler_may_close_the_connection_it_runs_on()
    {
        await using var pair = new SessionPair();
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        pair.ClientCallback.Noted = async _ =>
        {
            await pair.Client.CloseAsync(new RpcDisconnect(RpcDisconnectReason.ClosedLocally, 1000, "bye"), TimeSpan.FromSeconds(5));
            closed.SetResult();
        };

        await pair.Callback.NotedAsync(new Twin.TwinNote(1, "x")).Within();

        await closed.Task.Within();
        Assert.Equal(RpcDisconnectReason.ClosedLocally, (await pair.ClientRun.Within()).Reason);
        Assert.Equal(1000, (await pair.ServerRun.Within()).CloseCode);
    }
}
