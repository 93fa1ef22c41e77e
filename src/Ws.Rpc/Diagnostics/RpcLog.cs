using System;
using Microsoft.Extensions.Logging;

namespace Ws.Rpc.Diagnostics;

/// <summary>
/// What this library logs. No payload, token or unescaped text of a peer is ever a parameter here (see <see cref="PeerText"/>).
/// </summary>
internal static partial class RpcLog
{
    [LoggerMessage(RpcEventIds.ReceiveLoopFailed, LogLevel.Error, "The receive loop failed; the connection is closed.")]
    public static partial void ReceiveLoopFailed(this ILogger logger, Exception exception);

    [LoggerMessage(
        RpcEventIds.FlushTimedOut, LogLevel.Warning,
        "Queued messages could not be sent within {Timeout}; the connection is cut.")]
    public static partial void FlushTimedOut(this ILogger logger, TimeSpan timeout);

    [LoggerMessage(RpcEventIds.HandlerFailed, LogLevel.Error, "'{Method}' failed (trace id {TraceId}).")]
    public static partial void HandlerFailed(this ILogger logger, Exception exception, string method, string traceId);

    [LoggerMessage(RpcEventIds.NotificationFailed, LogLevel.Error, "The notification '{Method}' failed; its sender is not told.")]
    public static partial void NotificationFailed(this ILogger logger, Exception exception, string method);

    [LoggerMessage(
        RpcEventIds.NotificationRefused, LogLevel.Information,
        "The notification '{Method}' was refused ({Code}: {Detail}); its sender is not told.")]
    public static partial void NotificationRefused(this ILogger logger, string method, int code, string detail);

    [LoggerMessage(
        RpcEventIds.DetailedErrors, LogLevel.Warning,
        "{Hub}: DetailedErrors is on outside Development; callers are told the texts of unexpected exceptions.")]
    public static partial void DetailedErrors(this ILogger logger, string hub);

    [LoggerMessage(RpcEventIds.ResultNotSerializable, LogLevel.Error, "The result of '{Method}' could not be serialized.")]
    public static partial void ResultNotSerializable(this ILogger logger, Exception exception, string method);

    [LoggerMessage(
        RpcEventIds.NotificationDropped, LogLevel.Warning,
        "The notification '{Method}' was dropped: {Limit} calls are already pending.")]
    public static partial void NotificationDropped(this ILogger logger, string method, int limit);

    [LoggerMessage(
        RpcEventIds.CancellationCallbackFailed, LogLevel.Error, "A callback registered on a call's cancellation token failed.")]
    public static partial void CancellationCallbackFailed(this ILogger logger, Exception exception);

    [LoggerMessage(
        RpcEventIds.SlowConsumer, LogLevel.Warning,
        "{Connection}: the peer does not read fast enough; the connection is closed (4431).")]
    public static partial void SlowConsumer(this ILogger logger, string connection);

    [LoggerMessage(RpcEventIds.ConnectionLifetimeHandlerFailed, LogLevel.Error, "{Connection}: {Handler} failed.")]
    public static partial void ConnectionLifetimeHandlerFailed(
        this ILogger logger, Exception exception, string connection, string handler);

    [LoggerMessage(RpcEventIds.Connected, LogLevel.Debug, "{Connection} is connected.")]
    public static partial void Connected(this ILogger logger, string connection);

    [LoggerMessage(RpcEventIds.Disconnected, LogLevel.Debug, "{Connection} is disconnected: {Reason}, close code {CloseCode}.")]
    public static partial void Disconnected(this ILogger logger, string connection, RpcDisconnectReason reason, int closeCode);

    [LoggerMessage(RpcEventIds.UnansweredFailure, LogLevel.Error, "'{Method}' failed when it was answered or given up already.")]
    public static partial void UnansweredFailure(this ILogger logger, Exception exception, string method);

    [LoggerMessage(
        RpcEventIds.StreamSourceFailed, LogLevel.Error,
        "The source of a stream of '{Method}' failed when nobody wanted it any more.")]
    public static partial void StreamSourceFailed(this ILogger logger, Exception exception, string method);

    [LoggerMessage(
        RpcEventIds.ArgumentsFailed, LogLevel.Warning,
        "'{Method}' could not be called: what reads its arguments failed, and the caller was told that they do not fit.")]
    public static partial void ArgumentsFailed(this ILogger logger, Exception exception, string method);

    [LoggerMessage(RpcEventIds.EventHandlerFailed, LogLevel.Error, "A handler of one of the client's events failed.")]
    public static partial void EventHandlerFailed(this ILogger logger, Exception exception);

    [LoggerMessage(
        RpcEventIds.ProgressNotSerializable, LogLevel.Error,
        "A report of the progress of '{Method}' could not be serialized and was not sent.")]
    public static partial void ProgressNotSerializable(this ILogger logger, Exception exception, string method);

    [LoggerMessage(
        RpcEventIds.ProgressMisfit, LogLevel.Warning,
        "A report of the progress of '{Method}' does not fit the contract and was dropped.")]
    public static partial void ProgressMisfit(this ILogger logger, Exception exception, string method);

    [LoggerMessage(
        RpcEventIds.ProgressHandlerFailed, LogLevel.Error, "The handler of the progress of '{Method}' failed.")]
    public static partial void ProgressHandlerFailed(this ILogger logger, Exception exception, string method);

    [LoggerMessage(RpcEventIds.HandshakeRejected, LogLevel.Debug, "A handshake was rejected with {Status}: {Reason}")]
    public static partial void HandshakeRejected(this ILogger logger, int status, string reason);

    [LoggerMessage(
        RpcEventIds.HandshakeFilterFailed, LogLevel.Error, "A filter of the handshake failed; it is answered with 500.")]
    public static partial void HandshakeFilterFailed(this ILogger logger, Exception exception);

    [LoggerMessage(RpcEventIds.FirstMessageMissing, LogLevel.Debug, "{Connection} has sent nothing for {Timeout}; it is closed.")]
    public static partial void FirstMessageMissing(this ILogger logger, string connection, TimeSpan timeout);

    [LoggerMessage(RpcEventIds.CredentialsExpired, LogLevel.Debug, "The credentials of {Connection} have expired; it is closed.")]
    public static partial void CredentialsExpired(this ILogger logger, string connection);

    [LoggerMessage(RpcEventIds.CredentialsReplaced, LogLevel.Debug, "{Connection} has fresh credentials.")]
    public static partial void CredentialsReplaced(this ILogger logger, string connection);

    [LoggerMessage(
        RpcEventIds.CredentialsRefused, LogLevel.Information,
        "{Connection} was refused fresh credentials ({Code}).")]
    public static partial void CredentialsRefused(this ILogger logger, string connection, int code);

    [LoggerMessage(
        RpcEventIds.CredentialsCheckFailed, LogLevel.Error, "The fresh credentials of {Connection} could not be checked.")]
    public static partial void CredentialsCheckFailed(this ILogger logger, Exception exception, string connection);

    [LoggerMessage(
        RpcEventIds.SessionDetached, LogLevel.Debug,
        "{Connection} has lost its connection ({Reason}, close code {CloseCode}); its session is kept.")]
    public static partial void SessionDetached(
        this ILogger logger, string connection, RpcDisconnectReason reason, int closeCode);

    [LoggerMessage(RpcEventIds.SessionResumed, LogLevel.Debug, "{Connection} goes on over another connection.")]
    public static partial void SessionResumed(this ILogger logger, string connection);

    [LoggerMessage(
        RpcEventIds.ResumeRefused, LogLevel.Warning,
        "{Other} has shown the resume token of {Connection}, but is somebody else; it got a session of its own.")]
    public static partial void ResumeRefused(this ILogger logger, string connection, string other);

    [LoggerMessage(
        RpcEventIds.ResumeFailed, LogLevel.Error, "{Connection} could not go on with the session that it asked for.")]
    public static partial void ResumeFailed(this ILogger logger, Exception exception, string connection);

    [LoggerMessage(
        RpcEventIds.Reconnecting, LogLevel.Information,
        "There is no connection ({Reason}, {CloseCode}); attempt {Attempt} to make another follows in {Delay}.")]
    public static partial void Reconnecting(
        this ILogger logger, RpcDisconnectReason reason, int closeCode, int attempt, TimeSpan delay);

    [LoggerMessage(RpcEventIds.ConnectFailed, LogLevel.Information, "Attempt {Attempt} to connect again has failed.")]
    public static partial void ConnectFailed(this ILogger logger, Exception exception, int attempt);

    [LoggerMessage(RpcEventIds.Reconnected, LogLevel.Information, "Connected again as {Connection}; resumed: {Resumed}.")]
    public static partial void Reconnected(this ILogger logger, string connection, bool resumed);

    [LoggerMessage(RpcEventIds.Ended, LogLevel.Debug, "The client connects no more by itself: {Reason} ({CloseCode}).")]
    public static partial void Ended(this ILogger logger, RpcDisconnectReason reason, int closeCode);

    [LoggerMessage(
        RpcEventIds.CredentialsRenewed, LogLevel.Debug, "{Connection} has handed in fresh credentials, which hold for {Life}.")]
    public static partial void CredentialsRenewed(this ILogger logger, string connection, TimeSpan? life);

    [LoggerMessage(
        RpcEventIds.RenewalFailed, LogLevel.Warning,
        "{Connection} could not hand in fresh credentials; the old ones are about to expire.")]
    public static partial void RenewalFailed(this ILogger logger, Exception exception, string connection);
}
