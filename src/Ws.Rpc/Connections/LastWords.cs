using System;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;
using Ws.Rpc.Diagnostics;
using Ws.Rpc.Transports;

namespace Ws.Rpc.Connections;

/// <summary>How a connection is closed that still has something to send; it is cut where nobody reads that.</summary>
internal sealed class LastWords(IMessageTransport transport, ILogger logger)
{
    /// <summary>
    /// Waits for what is to be sent before; <see langword="false"/>: that took too long, and the connection is cut.
    /// </summary>
    public async Task<bool> TryEndAsync(Task sending, TimeSpan patience, TimeProvider time)
    {
        try
        {
            await sending.WaitAsync(patience, time).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            logger.FlushTimedOut(patience);
            transport.Abort();
            return false;
        }
    }

    /// <summary>Sends the close frame and waits for the peer's.</summary>
    /// <param name="cause">What it says.</param>
    /// <param name="timeout">How long that may take.</param>
    /// <param name="begun">Told when the closing has begun, so that no message comes any more.</param>
    public Task SayAsync(RpcDisconnect cause, TimeSpan timeout, Action? begun = null)
    {
        ValueTask closing = transport.CloseAsync(cause.CloseCode, cause.Description, timeout);
        begun?.Invoke();
        return closing.AsTask();
    }
}
