using System;
using System.Text.Json;

namespace Ws.Rpc.Client;

/// <summary>
/// What it means to a client when a connection cannot be made, or its session not be opened (protocol section 11).
/// </summary>
internal static class RefusalPolicy
{
    // Whoever is told to wait without a time.
    private static readonly TimeSpan s_busyDelay = TimeSpan.FromSeconds(5);

    public static ReconnectAdvice Of(Exception failure) => failure switch
    {
        RpcConnectionException { StatusCode: { } status } refused => OfStatus((int)status, refused.RetryAfter),
        RpcConnectionException { Disconnect: { } disconnect } => ClosePolicy.Of(disconnect),
        RpcConnectionException => BackOff(RpcDisconnectReason.ConnectionLost),
        RpcProtocolException => Final(RpcDisconnectReason.ProtocolViolation),
        RpcException refused => OfError(refused),
        _ => BackOff(RpcDisconnectReason.ConnectionLost),
    };

    private static ReconnectAdvice OfStatus(int status, TimeSpan? retryAfter) => status switch
    {
        401 => Refresh(RpcDisconnectReason.CredentialsRefused),
        403 => Refresh(RpcDisconnectReason.Forbidden),
        429 => Later(RpcDisconnectReason.RateLimited, retryAfter),
        503 => Later(RpcDisconnectReason.ServerBusy, retryAfter),
        >= 400 and < 500 => Final(RpcDisconnectReason.HandshakeRefused),
        _ => Later(RpcDisconnectReason.ServerFault, retryAfter ?? TimeSpan.Zero),
    };

    private static ReconnectAdvice OfError(RpcException refused) => refused.Code switch
    {
        RpcErrorCode.Unauthenticated => Refresh(RpcDisconnectReason.CredentialsRefused),
        RpcErrorCode.Forbidden => Refresh(RpcDisconnectReason.Forbidden),
        RpcErrorCode.RateLimited => Later(RpcDisconnectReason.RateLimited, RetryAfterOf(refused)),
        RpcErrorCode.Unavailable => Later(RpcDisconnectReason.ServerBusy, RetryAfterOf(refused)),
        _ => BackOff(RpcDisconnectReason.ServerFault),
    };

    // Milliseconds (protocol section 10).
    private static TimeSpan? RetryAfterOf(RpcException refused) =>
        refused.Data is JsonElement { ValueKind: JsonValueKind.Object } data
        && data.TryGetProperty("retryAfter", out JsonElement value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt64(out long milliseconds)
        && milliseconds is >= 0 and <= int.MaxValue
            ? RetryAfter.Bounded(TimeSpan.FromMilliseconds(milliseconds))
            : null;

    private static ReconnectAdvice Later(RpcDisconnectReason reason, TimeSpan? retryAfter) =>
        BackOff(reason) with { AtLeast = retryAfter ?? s_busyDelay };

    private static ReconnectAdvice Refresh(RpcDisconnectReason reason) =>
        new(ReconnectStep.Refresh, reason) { NeedsTokens = true };

    private static ReconnectAdvice Final(RpcDisconnectReason reason) => new(ReconnectStep.Never, reason);

    private static ReconnectAdvice BackOff(RpcDisconnectReason reason) => new(ReconnectStep.BackOff, reason);
}
