using System;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Ws.Rpc.Diagnostics;

namespace Ws.Rpc.Client;

/// <summary>
/// Raises events to handlers that are the user's: one that throws is logged, and keeps none of the others from it.
/// </summary>
internal static class ClientEvents
{
    [SuppressMessage("Design", "CA1031", Justification = "A handler of the user's may throw anything, and stops nothing.")]
    public static void Raise<T>(this ILogger logger, object sender, EventHandler<T>? handlers, T argument)
    {
        foreach (EventHandler<T> handler in Delegate.EnumerateInvocationList(handlers))
        {
            try
            {
                handler(sender, argument);
            }
            catch (Exception exception)
            {
                logger.EventHandlerFailed(exception);
            }
        }
    }
}
