using System;
using System.Linq;
using Ws.Rpc.Client;
using Xunit;

namespace Ws.Rpc.Tests.Client;

/// <summary>The table of protocol section 11.</summary>
public sealed class ClosePolicyTests
{
    [Theory]
    [InlineData(1000, RpcDisconnectReason.ClosedByPeer)]
    [InlineData(1002, RpcDisconnectReason.ProtocolViolation)]
    [InlineData(1003, RpcDisconnectReason.ProtocolViolation)]
    [InlineData(1007, RpcDisconnectReason.ProtocolViolation)]
    [InlineData(1008, RpcDisconnectReason.ProtocolViolation)]
    [InlineData(1009, RpcDisconnectReason.ProtocolViolation)]
    [InlineData(4500, RpcDisconnectReason.ProtocolViolation)]
    [InlineData(4501, RpcDisconnectReason.CredentialsRefused)]
    [InlineData(4503, RpcDisconnectReason.Forbidden)]
    [InlineData(4509, RpcDisconnectReason.Superseded)]
    [InlineData(4526, RpcDisconnectReason.VersionNotServed)]
    [InlineData(4567, RpcDisconnectReason.ClosedByPeer)]
    [InlineData(4999, RpcDisconnectReason.ClosedByPeer)]
    public void A_code_that_is_final_keeps_the_client_away(int code, RpcDisconnectReason reason)
    {
        ReconnectAdvice advice = Of(code);

        Assert.Equal((ReconnectStep.Never, reason, false), (advice.Step, advice.Reason, advice.MayResume));
    }

    [Theory]
    [InlineData(1006, RpcDisconnectReason.ConnectionLost)]
    [InlineData(1011, RpcDisconnectReason.ServerFault)]
    [InlineData(4408, RpcDisconnectReason.HeartbeatLost)]
    [InlineData(4000, RpcDisconnectReason.ClosedByPeer)]
    [InlineData(4499, RpcDisconnectReason.ClosedByPeer)]
    [InlineData(3000, RpcDisconnectReason.ClosedByPeer)]
    [InlineData(1005, RpcDisconnectReason.ClosedByPeer)]
    public void A_code_of_loss_lets_the_client_back_off_and_resume(int code, RpcDisconnectReason reason) =>
        Assert.Equal(new ReconnectAdvice(ReconnectStep.BackOff, reason), Of(code));

    [Theory]
    [InlineData(1001)]
    [InlineData(1012)]
    public void A_restart_lets_the_client_come_back_within_two_seconds(int code) => Assert.Equal(
        new ReconnectAdvice(ReconnectStep.BackOff, RpcDisconnectReason.ServerGoingAway) { Within = TimeSpan.FromSeconds(2) },
        Of(code));

    [Theory]
    [InlineData(1013, RpcDisconnectReason.ServerBusy)]
    [InlineData(4429, RpcDisconnectReason.RateLimited)]
    public void A_server_that_is_busy_is_left_alone_for_five_seconds(int code, RpcDisconnectReason reason) => Assert.Equal(
        new ReconnectAdvice(ReconnectStep.BackOff, reason) { AtLeast = TimeSpan.FromSeconds(5) }, Of(code));

    [Fact]
    public void Credentials_that_have_expired_are_asked_for_anew() => Assert.Equal(
        new ReconnectAdvice(ReconnectStep.Refresh, RpcDisconnectReason.CredentialsExpired), Of(4401));

    [Fact]
    public void A_slow_consumer_comes_back_without_its_session() => Assert.Equal(
        new ReconnectAdvice(ReconnectStep.BackOff, RpcDisconnectReason.SlowConsumer) { MayResume = false }, Of(4431));

    [Fact]
    public void Every_code_of_the_application_below_4500_reconnects_unless_it_is_in_the_table() => Assert.All(
        Enumerable.Range(4000, 500), code => Assert.NotEqual(ReconnectStep.Never, Of(code).Step));

    [Fact]
    public void Every_code_from_4500_on_is_final() =>
        Assert.All(Enumerable.Range(4500, 500), code => Assert.Equal(ReconnectStep.Never, Of(code).Step));

    [Fact]
    public void A_connection_that_broke_is_made_again()
    {
        Assert.Equal(
            new ReconnectAdvice(ReconnectStep.BackOff, RpcDisconnectReason.ConnectionLost),
            ClosePolicy.Of(new RpcDisconnect(RpcDisconnectReason.ConnectionLost, 1006, "lost")));
        Assert.Equal(
            RpcDisconnectReason.HeartbeatLost,
            ClosePolicy.Of(new RpcDisconnect(RpcDisconnectReason.ConnectionLost, 1006, "lost", new TimeoutException())).Reason);
    }

    [Theory]
    [InlineData(RpcDisconnectReason.ClosedLocally)]
    [InlineData(RpcDisconnectReason.ProtocolViolation)]
    public void What_this_side_ended_stays_so(RpcDisconnectReason reason) => Assert.Equal(
        (ReconnectStep.Never, reason),
        (ClosePolicy.Of(new RpcDisconnect(reason, 1006, "")).Step, ClosePolicy.Of(new RpcDisconnect(reason, 1006, "")).Reason));

    private static ReconnectAdvice Of(int code) => ClosePolicy.Of(new RpcDisconnect(RpcDisconnectReason.ClosedByPeer, code, ""));
}
