using System;
using System.IO;
using System.Net;
using System.Text.Json;
using Ws.Rpc.Client;
using Xunit;

namespace Ws.Rpc.Tests.Client;

public sealed class RefusalPolicyTests
{
    [Theory]
    [InlineData(401, RpcDisconnectReason.CredentialsRefused)]
    [InlineData(403, RpcDisconnectReason.Forbidden)]
    public void Refused_credentials_are_asked_for_once_more(int status, RpcDisconnectReason reason) => Assert.Equal(
        new ReconnectAdvice(ReconnectStep.Refresh, reason) { NeedsTokens = true }, OfStatus(status));

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(426)]
    public void Other_refusals_are_final(int status) =>
        Assert.Equal(new ReconnectAdvice(ReconnectStep.Never, RpcDisconnectReason.HandshakeRefused), OfStatus(status));

    [Theory]
    [InlineData(429, RpcDisconnectReason.RateLimited, null, 5)]
    [InlineData(429, RpcDisconnectReason.RateLimited, 7, 7)]
    [InlineData(503, RpcDisconnectReason.ServerBusy, 2, 2)]
    [InlineData(503, RpcDisconnectReason.ServerBusy, null, 5)]
    [InlineData(500, RpcDisconnectReason.ServerFault, null, 0)]
    [InlineData(502, RpcDisconnectReason.ServerFault, 3, 3)]
    public void A_server_in_trouble_is_given_the_time_it_asks_for(
        int status, RpcDisconnectReason reason, int? asked, int least) => Assert.Equal(
        new ReconnectAdvice(ReconnectStep.BackOff, reason) { AtLeast = TimeSpan.FromSeconds(least) },
        OfStatus(status, asked is null ? null : TimeSpan.FromSeconds(asked.Value)));

    [Theory]
    [InlineData(RpcErrorCode.Unavailable, """{"retryAfter":1500}""", RpcDisconnectReason.ServerBusy, 1500)]
    [InlineData(RpcErrorCode.RateLimited, """{"retryAfter":20}""", RpcDisconnectReason.RateLimited, 20)]
    [InlineData(RpcErrorCode.Unavailable, """{"retryAfter":-1}""", RpcDisconnectReason.ServerBusy, 5000)]
    [InlineData(RpcErrorCode.Unavailable, """{"retryAfter":"soon"}""", RpcDisconnectReason.ServerBusy, 5000)]
    [InlineData(RpcErrorCode.Unavailable, """[1]""", RpcDisconnectReason.ServerBusy, 5000)]
    [InlineData(RpcErrorCode.Unavailable, """{"retryAfter":2000000000}""", RpcDisconnectReason.ServerBusy, 600_000)]
    public void An_opening_that_is_refused_says_when_to_come_back(int code, string data, RpcDisconnectReason reason, int least)
    {
        var refusal = new RpcException(code, "no", JsonDocument.Parse(data).RootElement, JsonSerializerOptions.Web);

        Assert.Equal(
            new ReconnectAdvice(ReconnectStep.BackOff, reason) { AtLeast = TimeSpan.FromMilliseconds(least) },
            RefusalPolicy.Of(refusal));
    }

    [Fact]
    public void Other_failures_are_judged_by_what_they_are()
    {
        Assert.Equal(ReconnectStep.BackOff, RefusalPolicy.Of(new RpcConnectionException("unreachable")).Step);
        Assert.Equal(ReconnectStep.BackOff, RefusalPolicy.Of(new IOException("the source of tokens is down")).Step);
        Assert.Equal(ReconnectStep.BackOff, RefusalPolicy.Of(new RpcException(RpcErrorCode.InternalError, "x")).Step);
        Assert.Equal(
            new ReconnectAdvice(ReconnectStep.Never, RpcDisconnectReason.ProtocolViolation),
            RefusalPolicy.Of(new RpcProtocolException("version 2")));
        Assert.True(RefusalPolicy.Of(new RpcException(RpcErrorCode.Unauthenticated, "x")).NeedsTokens);
        Assert.True(RefusalPolicy.Of(new RpcException(RpcErrorCode.Forbidden, "x")).NeedsTokens);
        var closed = new RpcDisconnect(RpcDisconnectReason.ClosedByPeer, 4526, "update");
        Assert.Equal(
            RpcDisconnectReason.VersionNotServed, RefusalPolicy.Of(new RpcConnectionException("closed", closed)).Reason);
    }

    private static ReconnectAdvice OfStatus(int status, TimeSpan? retryAfter = null) => RefusalPolicy.Of(
        new RpcConnectionException("refused") { StatusCode = (HttpStatusCode)status, RetryAfter = retryAfter });
}
