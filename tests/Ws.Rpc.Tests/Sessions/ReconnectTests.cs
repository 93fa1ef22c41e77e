using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Tests.Transports;
using Xunit;

namespace Ws.Rpc.Tests.Sessions;

public sealed class ReconnectTests
{
    [Fact]
    public async Task A_handler_of_the_old_connection_does_not_answer_on_the_new_one()
    {
        await using var scripted = new ScriptedSession();
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var finished = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        scripted.Hub.Echo = async (text, _) =>
        {
            await release.Task;
            return text;
        };
        scripted.Hub.Ping = () =>
        {
            finished.SetResult();
            return default;
        };
        await scripted.TellAsync(
            """{"jsonrpc":"2.0","id":-1,"method":"echo","params":["stale"]}""",
            """[{"jsonrpc":"2.0","id":-2,"method":"echo","params":["stale"]}]""",
            """{"jsonrpc":"2.0","method":"ping"}""");
        await finished.Task.Within();
        scripted.Cut();
        await scripted.Run.Within();
        scripted.Reconnect();

        release.SetResult();
        while (scripted.Session.Calls.Running > 0)
        {
            await Task.Yield();
        }

        await scripted.AssertSilentAsync();
    }

    [Fact]
    public async Task The_end_of_the_old_connection_is_not_the_end_of_the_new_one()
    {
        await using var scripted = new ScriptedSession();
        CancellationToken old = scripted.Session.Ended;
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        old.Register(over.SetResult);
        scripted.Cut();
        await scripted.Run.Within();
        scripted.Reconnect();

        Assert.NotEqual(old, scripted.Session.Ended);
        await over.Task.Within();
        Assert.False(scripted.Session.Ended.IsCancellationRequested);
    }

    [Fact]
    public async Task Calls_work_again_with_ids_that_go_on()
    {
        await using var scripted = new ScriptedSession();
        ValueTask<int> lost = scripted.CallHub.AddAsync(1, 2);
        scripted.Cut();
        await Assert.ThrowsAsync<RpcConnectionException>(() => lost.Within());
        await scripted.Run.Within();
        scripted.Reconnect();

        ValueTask<int> call = scripted.CallHub.AddAsync(1, 2);

        Assert.Equal("""{"jsonrpc":"2.0","id":2,"method":"add","params":[1,2]}""", await scripted.HearAsync());
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":2,"result":3}""");
        Assert.Equal(3, await call.Within());
    }
}
