using System;
using Microsoft.Extensions.Logging;

namespace Ws.Rpc.Hosting;

/// <summary>What this library logs.</summary>
internal static partial class HostingLog
{
    [LoggerMessage(1, LogLevel.Error, "The client could not connect, and does not try again.")]
    public static partial void FirstConnectFailed(this ILogger logger, Exception exception);
}
