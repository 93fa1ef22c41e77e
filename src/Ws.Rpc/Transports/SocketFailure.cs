using System;
using System.IO;
using System.Net.Sockets;
using System.Net.WebSockets;

namespace Ws.Rpc.Transports;

/// <summary>Tells what an exception out of a WebSocket means.</summary>
internal static class SocketFailure
{
    private static readonly string s_defaultFaultedMessage = new WebSocketException(WebSocketError.Faulted).Message;

    // By category: a server's abort is an OperationCanceledException, its reset an IOException, a disposed or finished socket an
    // InvalidOperationException, and each host has its own kinds of them.
    public static bool IsExpected(Exception exception) =>
        exception is WebSocketException or IOException or SocketException
            or OperationCanceledException or InvalidOperationException;

    /// <summary>The socket itself found the peer in breach, and has already sent the close frame that says so.</summary>
    public static bool IsViolation(Exception exception) =>
        exception is WebSocketException { WebSocketErrorCode: WebSocketError.Faulted };

    public static TransportClosure Describe(Exception exception, WebSocketState state)
    {
        if (!IsViolation(exception))
        {
            return new TransportClosure(
                TransportClosureKind.Lost, TransportClosure.NoCloseFrame, TransportClosure.LostDescription, exception);
        }

        // The socket does not tell which code it sent. Each broken header has a message of its own, bad UTF-8 has the default
        // one, and so has a bad close frame, but that one leaves the socket closed where all others leave it aborted.
        bool text = exception.Message == s_defaultFaultedMessage && state != WebSocketState.Closed;
        return text
            ? new TransportClosure(TransportClosureKind.Violation, 1007, "A text message was not valid UTF-8.", exception)
            : new TransportClosure(TransportClosureKind.Violation, 1002, exception.Message, exception);
    }
}
