using System;
using System.IO;
using System.Threading.Tasks;

namespace Ws.Rpc.Transports;

/// <summary>Whole text messages in and out over one connection. It knows nothing of what they say.</summary>
internal interface IMessageTransport : IAsyncDisposable
{
    /// <summary>The message that <see cref="ReceiveAsync"/> delivered; valid until it is called again.</summary>
    ReadOnlyMemory<byte> Message { get; }

    /// <summary>
    /// How the connection ended. To be asked only once <see cref="ReceiveAsync"/> or a write said that it is over.
    /// </summary>
    /// <exception cref="InvalidOperationException">The connection is still open.</exception>
    TransportClosure Closure { get; }

    /// <summary>
    /// How long the way to the peer and back took when it was last measured; nothing where it has not been or cannot be.
    /// </summary>
    TimeSpan? Latency => null;

    /// <summary>How many bytes <see cref="WriteAsync"/> has taken and no flush has.</summary>
    int UnflushedBytes { get; }

    /// <summary>
    /// Receives the next whole message; <c>false</c>: the connection is over and <see cref="Closure"/> says how. One caller at a
    /// time. Completes synchronously whenever a whole message has been read already. Never throws for what the peer or the
    /// network did. Once a close has begun, what still arrives is discarded.
    /// </summary>
    ValueTask<bool> ReceiveAsync();

    /// <summary>
    /// Frames one whole message into the send buffer, from where it reaches the wire at the latest with the next
    /// <see cref="FlushAsync"/>. One caller at a time, the same as for <see cref="FlushAsync"/>.
    /// </summary>
    /// <exception cref="IOException">The connection is over or about to be; <see cref="ReceiveAsync"/> will say how.</exception>
    ValueTask WriteAsync(ReadOnlyMemory<byte> message);

    /// <summary>Waits until everything written is on the wire.</summary>
    /// <exception cref="IOException">The connection is over or about to be; <see cref="ReceiveAsync"/> will say how.</exception>
    ValueTask FlushAsync();

    /// <summary>
    /// Sends what is unflushed and a close frame, waits for the peer's close frame for at most <paramref name="timeout"/>, then
    /// aborts. Callable from any thread and more than once; the first call's code is the one sent. A pending
    /// <see cref="ReceiveAsync"/> returns <c>false</c> when the peer has answered; where none is pending this call reads itself.
    /// </summary>
    /// <param name="code">A close code that may be sent (RFC 6455 section 7.4).</param>
    /// <param name="reason">For people; cut to 123 bytes of UTF-8 on a character boundary.</param>
    /// <param name="timeout">For the whole of it, the sending included.</param>
    ValueTask CloseAsync(int code, string reason, TimeSpan timeout);

    /// <summary>Ends the connection at once, without a close frame. Callable from any thread and more than once.</summary>
    void Abort();
}
