using System;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Ws.Rpc.Diagnostics;

namespace Ws.Rpc.Client;

/// <summary>
/// The events of a client. Handlers are the user's: one that throws is logged, and keeps none of the others from it.
/// </summary>
internal sealed class ClientEvents(object sender, ILogger logger)
{
    [ThreadStatic]
    private static object? s_raising;

    public event EventHandler<RpcClientState>? StateChanged;

    public event EventHandler<RpcReconnecting>? Reconnecting;

    public event EventHandler<RpcReconnected>? Reconnected;

    public event EventHandler<RpcDisconnect>? Closed;

    /// <summary>Whether a handler of these events is what runs here: what waits for it to return must not be awaited.</summary>
    public bool IsRaising => s_raising == this;

    public void Raise(RpcClientState state) => Raise(StateChanged, state);

    public void Raise(RpcReconnecting attempt) => Raise(Reconnecting, attempt);

    public void Raise(RpcReconnected connection) => Raise(Reconnected, connection);

    public void Raise(RpcDisconnect end) => Raise(Closed, end);

    [SuppressMessage("Design", "CA1031", Justification = "A handler of the user's may throw anything, and stops nothing.")]
    private void Raise<T>(EventHandler<T>? handlers, T argument)
    {
        object? outer = s_raising;
        s_raising = this;
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

        s_raising = outer;
    }
}
