using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using Ws.Rpc.AspNetCore.Hosting;
using Ws.Rpc.AspNetCore.Tests.Hubs;
using Ws.Rpc.Sessions;
using Xunit;

namespace Ws.Rpc.AspNetCore.Tests.Hosting;

/// <summary>Whom an application that stops takes leave of.</summary>
public sealed class SessionDrainTests
{
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    public async Task Who_comes_late_is_told_and_closed_too(int seconds)
    {
        var drain = new SessionDrain(new RpcHubOptions(), _time);
        using var requestsEnded = new CancellationTokenSource();
        Task draining = drain.RunAsync(requestsEnded.Token);
        _time.Advance(TimeSpan.FromSeconds(seconds));
        await using FakeClient late = FakeClient.Connect("late");
        RpcSession session = late.Connection.Session;

        drain.Add(session);
        while (!session.IsDraining)
        {
            Assert.False(draining.IsCompleted, "Nobody drains any more.");
            _time.Advance(TimeSpan.FromMilliseconds(20));
            await Task.Yield();
        }

        Assert.False(draining.IsCompleted, "Nobody drains any more.");
        await requestsEnded.CancelAsync();
        await draining.Within();
    }
}
