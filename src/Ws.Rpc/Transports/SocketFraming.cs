using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.Transports;

/// <summary>How a connection that a <see cref="WebSocket"/> frames is closed.</summary>
internal sealed class SocketFraming(WebSocket socket, CollectingStream? stream, SocketReceiver receiver) : IClosableFraming
{
    public Task SendCloseAsync(int code, string reason)
    {
        stream?.StopCollecting();
        return socket.CloseOutputAsync((WebSocketCloseStatus)code, reason, CancellationToken.None);
    }

    public Task<bool> DiscardAsync() => receiver.DiscardAsync();

    // The socket has sent the close frame by itself, and reads no more.
    public async Task TellViolationAsync(TransportClosure closure)
    {
        if (stream is not null)
        {
            stream.StopCollecting();
            await stream.FlushCollectedAsync().ConfigureAwait(false);
            await receiver.DiscardBytesAsync(stream).ConfigureAwait(false);
        }
    }

    public void End(bool abort)
    {
        if (abort)
        {
            socket.Abort();
        }

        socket.Dispose();
    }
}
