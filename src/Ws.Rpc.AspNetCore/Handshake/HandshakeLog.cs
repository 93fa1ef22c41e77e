using System;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using Microsoft.Extensions.Logging;
using Ws.Rpc.Diagnostics;

namespace Ws.Rpc.AspNetCore.Handshake;

/// <summary>
/// What is logged of those who come in, and of those who may not. No header, query or token is ever a parameter.
/// </summary>
internal static partial class HandshakeLog
{
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

    /// <summary>A filter may quote its client, who could forge lines of the log by line breaks.</summary>
    public static string WithoutControls([AllowNull] this string text) =>
        text is null ? "" : string.Concat(text.Select(static character => char.IsControl(character) ? '?' : character));
}
