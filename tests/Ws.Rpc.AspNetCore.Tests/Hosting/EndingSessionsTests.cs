using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.AspNetCore.Hosting;
using Xunit;

namespace Ws.Rpc.AspNetCore.Tests.Hosting;

public sealed class EndingSessionsTests
{
    [Fact]
    public async Task Application_has_not_stopped_before_the_last_session_has_ended()
    {
        await using var sessions = new EndingSessions();
        var start = new HubStart(new MappedHubs(), sessions);
        var goodbye = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        sessions.Run(() => goodbye.Task);

        Task stopped = start.StoppedAsync(CancellationToken.None);
        Assert.True(sessions.RequestsEnded.IsCancellationRequested);
        Assert.False(stopped.IsCompleted);

        goodbye.SetResult();
        await stopped;
    }

    [Fact]
    public async Task Application_that_may_not_wait_any_longer_does_not()
    {
        await using var sessions = new EndingSessions();
        var start = new HubStart(new MappedHubs(), sessions);
        var goodbye = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        sessions.Run(() => goodbye.Task);

        await Assert.ThrowsAnyAsync<TaskCanceledException>(() => start.StoppedAsync(new CancellationToken(canceled: true)));

        goodbye.SetResult();
    }
}
