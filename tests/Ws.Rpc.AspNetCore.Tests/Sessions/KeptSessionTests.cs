using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Ws.Rpc.AspNetCore.Sessions;
using Ws.Rpc.AspNetCore.Tests.Hubs;
using Ws.Rpc.Sessions;
using Xunit;

namespace Ws.Rpc.AspNetCore.Tests.Sessions;

/// <summary>What is counted of sessions that are kept, and what is left of those that have ended.</summary>
public sealed class KeptSessionTests
{
    private static readonly RpcDisconnect s_lost = new(RpcDisconnectReason.ConnectionLost, 1006, "lost");

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_session_that_ends_while_its_client_comes_back_leaves_no_token()
    {
        KeptSessions all = New(detached: 0);
        await using FakeClient first = FakeClient.Connect("a");
        await using FakeClient second = FakeClient.Connect("b");
        ResumeOffer offer = Keep(all, first).Offer(first.Connection.Session)!;
        KeptSession fresh = Keep(all, second);
        await first.LeaveAsync();
        Assert.Equal(SessionState.Idle, first.Connection.Session.Link.State);

        await fresh.ResumeAsync(
            second.Connection.Session, second.Connection.Session.Connection!, default, new ResumeRequest(offer.Token, 0));

        Assert.Contains("\"resumed\":false", await second.ReceiveAsync(), StringComparison.Ordinal);
        Assert.Equal(1, all.Tokens);
        fresh.Forget();
        Assert.Equal(0, all.Tokens);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_session_counts_until_its_end_whoever_is_told_of_it_first(bool endsFirst)
    {
        KeptSessions all = New(detached: 1);
        await using FakeClient client = FakeClient.Connect("a");
        KeptSession kept = Keep(all, client);
        kept.Offer(client.Connection.Session);
        Assert.True(kept.Keeps(s_lost));
        Assert.Equal(1, all.Detached);

        Action[] steps = [() => kept.OnDetached(s_lost), () => kept.OnEnded(client.Connection.Session, s_lost)];
        steps[endsFirst ? 1 : 0]();
        steps[endsFirst ? 0 : 1]();

        Assert.Equal(0, all.Detached);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal((0, 0), (all.Detached, all.Tokens));
    }

    private static KeptSession Keep(KeptSessions all, FakeClient client)
    {
        var kept = new KeptSession(client.Connection, all, static _ => { });
        client.Connection.Session.Keeper = kept;
        return kept;
    }

    private KeptSessions New(int detached) => new(
        new RpcResumeOptions { MaxDetachedSessions = detached }, _time, NullLogger.Instance, CancellationToken.None);
}
