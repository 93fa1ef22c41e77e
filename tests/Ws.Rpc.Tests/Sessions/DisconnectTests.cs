using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Tests.Transports;
using Xunit;

namespace Ws.Rpc.Tests.Sessions;

public sealed class DisconnectTests
{
    [Fact]
    public async Task Calls_in_flight_end_once_each_when_the_connection_is_lost()
    {
        await using var scripted = new ScriptedSession();
        Task<int>[] calls = [.. Enumerable.Range(0, 200).Select(i => scripted.CallHub.AddAsync(i, i).AsTask())];

        scripted.Cut();

        foreach (Task<int> call in calls)
        {
            RpcConnectionException exception = await Assert.ThrowsAsync<RpcConnectionException>(() => call.Within());
            Assert.NotNull(exception.Disconnect);
        }

        Assert.Equal(0, scripted.Session.Outgoing.Count);
        await Assert.ThrowsAsync<RpcConnectionException>(() => scripted.CallHub.AddAsync(1, 2).Within());
    }

    [Fact]
    public async Task The_peers_close_is_what_calls_in_flight_report()
    {
        await using var scripted = new ScriptedSession();
        ValueTask<int> call = scripted.CallHub.AddAsync(1, 2);
        await scripted.HearAsync();

        await scripted.Peer.CloseAsync(1012, "restart", System.TimeSpan.FromSeconds(5)).Within();

        RpcConnectionException exception = await Assert.ThrowsAsync<RpcConnectionException>(() => call.Within());
        Assert.Equal((RpcDisconnectReason.ClosedByPeer, 1012), (exception.Disconnect!.Reason, exception.Disconnect.CloseCode));
    }

    [Fact]
    public async Task Calls_made_while_the_connection_ends_end_too()
    {
        for (int round = 0; round < 50; round++)
        {
            await using var pair = new SessionPair();
            Task[] callers = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
            {
                for (int i = 0; i < 100; i++)
                {
                    try
                    {
                        Assert.Equal(i + 1, await pair.Hub.AddAsync(i, 1).Within());
                    }
                    catch (RpcConnectionException)
                    {
                        return;
                    }
                }
            }))];
            pair.Cut();
            await Task.WhenAll(callers).Within();
            Assert.Equal(0, pair.Client.Outgoing.Count);
        }
    }

    [Fact]
    public async Task Handlers_of_a_lost_peer_are_cancelled()
    {
        await using var scripted = new ScriptedSession();
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        scripted.Hub.Delay = async (_, token) =>
        {
            token.Register(cancelled.SetResult);
            started.SetResult();
            await Task.Delay(Timeout.Infinite, token);
        };
        await scripted.TellAsync("""{"jsonrpc":"2.0","id":7,"method":"delay","params":[1]}""");
        await started.Task.Within();
        CancellationToken ended = scripted.Session.Ended;
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ended.Register(over.SetResult);

        scripted.Cut();

        await cancelled.Task.Within();
        await over.Task.Within();
    }

    [Fact]
    public async Task A_notification_without_a_connection_fails_or_is_dropped()
    {
        await using var scripted = new ScriptedSession();
        scripted.Cut();
        await scripted.Run.Within();

        scripted.CallHub.Poke("dropped");
        await Assert.ThrowsAsync<RpcConnectionException>(
            () => TestSessions.CallbackOf(scripted.Session).NotedAsync(new Twin.TwinNote(1, "x")).Within());
    }
}
